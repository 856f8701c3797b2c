// Every message in one language, by area.

import calendar from './fr/calendar.json' with { type: 'json' };
import call from './fr/call.json' with { type: 'json' };
import charter from './fr/charter.json' with { type: 'json' };
import chat from './fr/chat.json' with { type: 'json' };
import chronicle from './fr/chronicle.json' with { type: 'json' };
import commands from './fr/commands.json' with { type: 'json' };
import common from './fr/common.json' with { type: 'json' };
import demo from './fr/demo.json' with { type: 'json' };
import desk from './fr/desk.json' with { type: 'json' };
import discord from './fr/discord.json' with { type: 'json' };
import discordInbound from './fr/discord-inbound.json' with { type: 'json' };
import discordLetters from './fr/discord-letters.json' with { type: 'json' };
import discordTrouble from './fr/discord-trouble.json' with { type: 'json' };
import forms from './fr/forms.json' with { type: 'json' };
import imports from './fr/imports.json' with { type: 'json' };
import linking from './fr/linking.json' with { type: 'json' };
import meeting from './fr/meeting.json' with { type: 'json' };
import objection from './fr/objection.json' with { type: 'json' };
import page from './fr/page.json' with { type: 'json' };
import people from './fr/people.json' with { type: 'json' };
import proposal from './fr/proposal.json' with { type: 'json' };
import reaction from './fr/reaction.json' with { type: 'json' };
import refusals from './fr/refusals.json' with { type: 'json' };
import setup from './fr/setup.json' with { type: 'json' };
import slack from './fr/slack.json' with { type: 'json' };
import slackInbound from './fr/slack-inbound.json' with { type: 'json' };
import slackTrouble from './fr/slack-trouble.json' with { type: 'json' };
import views from './fr/views.json' with { type: 'json' };

export const fr = {
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
