import { expect, it } from 'vitest';
import { playCall, start } from '../../../../adapters/sandbox/demo/story.ts';
import { discordStage } from '../../../support/discord/stage.ts';

it('runs', async () => {
  const stage = await discordStage({ now: start });
  const { does } = stage;
  stage.does = async (...args) => {
    const end = await does.apply(stage, args);
    console.log(args[0], args[1], args[2]);
    return end;
  };
  await playCall(stage);
  console.log([...stage.trodden]);
  expect(stage.service.discord.violations).toEqual([]);
}, 120_000);
