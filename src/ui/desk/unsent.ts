// Messages that can't leave, as whoever runs the process reads of them: where to, why, and what to do.

import type { QueuedLetter } from '../../app/letter.ts';
import { obstacleIn } from '../../app/unsent.ts';
import type { Scene } from '../scene.ts';
import { isMessageKey, type Translator } from '../translator.ts';

type Unsent = Pick<QueuedLetter, 'kind' | 'room' | 'status' | 'error'>;

/** One sentence or two for each room or person and reason, with how many messages. */
export async function unsentLines(scene: Scene, t: Translator): Promise<string[]> {
  const alike = Map.groupBy(await scene.stuck(), reasonOf);
  return Promise.all([...alike.values()].map((letters) => unsentLine(scene, t, letters)));
}

export async function unsentLine(scene: Scene, t: Translator, letters: readonly Unsent[]): Promise<string> {
  const [first] = letters;
  if (!first) return '';
  if (first.status === 'sent') return leftAside(scene, t, first);
  const n = letters.length;
  if (obstacleIn(first.error)?.everywhere) return `${t('desk.unsent.everywhere', { n })} ${why(t, first)}`;
  const person = first.kind === 'private' ? ((await scene.person(first.room)) ?? t('unnamed')) : null;
  const what = person === null ? t('desk.unsent.room', { n }) : t('desk.unsent.person', { n, person });
  return `${what} ${why(t, first)}`;
}

/** Of a message that left, though not as it should. */
async function leftAside(scene: Scene, t: Translator, first: Unsent): Promise<string> {
  if (first.kind !== 'private') return why(t, first);
  const person = (await scene.person(first.room)) ?? t('unnamed');
  return t('labelled', { label: person, text: why(t, first) });
}

function why(t: Translator, { status, error }: Unsent): string {
  const obstacle = obstacleIn(error);
  if (obstacle && isMessageKey(obstacle.message)) return t(obstacle.message, obstacle.params);
  return t(status === 'held' ? 'desk.unsent.held' : 'desk.unsent.dead');
}

/** What is one thing to do. */
function reasonOf({ room, status, error }: Unsent): string {
  const obstacle = obstacleIn(error);
  return `${obstacle?.everywhere ? '' : room} ${obstacle?.message ?? status}`;
}
