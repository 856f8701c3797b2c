// Every message in one language, by area.

import calendar from './nl/calendar.json' with { type: 'json' };
import call from './nl/call.json' with { type: 'json' };
import charter from './nl/charter.json' with { type: 'json' };
import chat from './nl/chat.json' with { type: 'json' };
import chronicle from './nl/chronicle.json' with { type: 'json' };
import commands from './nl/commands.json' with { type: 'json' };
import common from './nl/common.json' with { type: 'json' };
import demo from './nl/demo.json' with { type: 'json' };
import desk from './nl/desk.json' with { type: 'json' };
import discord from './nl/discord.json' with { type: 'json' };
import discordInbound from './nl/discord-inbound.json' with { type: 'json' };
import discordLetters from './nl/discord-letters.json' with { type: 'json' };
import discordTrouble from './nl/discord-trouble.json' with { type: 'json' };
import forms from './nl/forms.json' with { type: 'json' };
import imports from './nl/imports.json' with { type: 'json' };
import linking from './nl/linking.json' with { type: 'json' };
import meeting from './nl/meeting.json' with { type: 'json' };
import objection from './nl/objection.json' with { type: 'json' };
import page from './nl/page.json' with { type: 'json' };
import people from './nl/people.json' with { type: 'json' };
import proposal from './nl/proposal.json' with { type: 'json' };
import reaction from './nl/reaction.json' with { type: 'json' };
import refusals from './nl/refusals.json' with { type: 'json' };
import setup from './nl/setup.json' with { type: 'json' };
import slack from './nl/slack.json' with { type: 'json' };
import slackInbound from './nl/slack-inbound.json' with { type: 'json' };
import slackTrouble from './nl/slack-trouble.json' with { type: 'json' };
import views from './nl/views.json' with { type: 'json' };

export const nl = {
  ...calendar,
  ...call,
  ...charter,
  ...chat,
  ...chronicle,
  ...commands,
  ...common,
  ...demo,
  ...desk,
  ...discord,
  ...discordInbound,
  ...discordTrouble,
  ...discordLetters,
  ...forms,
  ...imports,
  ...linking,
  ...meeting,
  ...objection,
  ...page,
  ...people,
  ...proposal,
  ...reaction,
  ...refusals,
  ...setup,
  ...slack,
  ...slackInbound,
  ...slackTrouble,
  ...views,
};
