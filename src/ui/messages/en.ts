// Every message in one language, by area.

import calendar from './en/calendar.json' with { type: 'json' };
import call from './en/call.json' with { type: 'json' };
import charter from './en/charter.json' with { type: 'json' };
import chat from './en/chat.json' with { type: 'json' };
import chronicle from './en/chronicle.json' with { type: 'json' };
import commands from './en/commands.json' with { type: 'json' };
import common from './en/common.json' with { type: 'json' };
import demo from './en/demo.json' with { type: 'json' };
import desk from './en/desk.json' with { type: 'json' };
import discord from './en/discord.json' with { type: 'json' };
import discordInbound from './en/discord-inbound.json' with { type: 'json' };
import discordLetters from './en/discord-letters.json' with { type: 'json' };
import discordTrouble from './en/discord-trouble.json' with { type: 'json' };
import forms from './en/forms.json' with { type: 'json' };
import imports from './en/imports.json' with { type: 'json' };
import linking from './en/linking.json' with { type: 'json' };
import meeting from './en/meeting.json' with { type: 'json' };
import objection from './en/objection.json' with { type: 'json' };
import page from './en/page.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import proposal from './en/proposal.json' with { type: 'json' };
import reaction from './en/reaction.json' with { type: 'json' };
import refusals from './en/refusals.json' with { type: 'json' };
import setup from './en/setup.json' with { type: 'json' };
import slack from './en/slack.json' with { type: 'json' };
import slackInbound from './en/slack-inbound.json' with { type: 'json' };
import slackTrouble from './en/slack-trouble.json' with { type: 'json' };
import views from './en/views.json' with { type: 'json' };

export const en = {
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
