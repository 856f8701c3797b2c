// Discord's refusals: status, code and words as its servers answer them.

import type { Json } from './guild.ts';

export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: Json;

  constructor(status: number, code: number, message: string, details: Json = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  get body(): Json {
    return { message: this.message, code: this.code, ...this.details };
  }
}

const known = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  unknownEvent: [404, 10070, 'Unknown Guild Scheduled Event'],
  tooManyEvents: [400, 30038, 'Maximum number of guild scheduled events reached (100)'],
  tooLong: [400, 50035, 'Invalid Form Body'],
  alreadyAnswered: [400, 40060, 'Interaction has already been acknowledged.'],
  noAccess: [403, 50001, 'Missing Access'],
  notTheAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  empty: [400, 50006, 'Cannot send an empty message'],
  cannotWriteTo: [403, 50007, 'Cannot send messages to this user'],
  noPermission: [403, 50013, 'Missing Permissions'],
  wrongKindOfChannel: [400, 50024, 'Cannot execute action on this channel type'],
  deadToken: [401, 50027, 'Invalid Webhook Token'],
  badForm: [400, 50035, 'Invalid Form Body'],
  archived: [400, 50083, 'Thread is archived'],
  notJson: [400, 50109, 'The request body contains invalid JSON.'],
  alreadyAThread: [400, 160004, 'A thread has already been created for this message'],
  locked: [400, 160005, 'Thread is locked'],
  tooManyThreads: [400, 160006, 'Maximum number of active threads reached'],
  eventOver: [400, 180000, 'Cannot update a finished event'],
} as const satisfies Record<string, readonly [number, number, string]>;

export function refused(what: keyof typeof known, details: Json = {}): Refused {
  const [status, code, message] = known[what];
  return new Refused(status, code, message, details);
}

/** A form that Discord doesn't take, with what was found in it. */
export function badForm(found: readonly string[]): Refused {
  const errors = found.map((message) => ({ code: 'BASE_TYPE_INVALID', message }));
  return refused('badForm', { errors: { _errors: errors } });
}
