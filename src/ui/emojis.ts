// What each emoji under a proposal's card announces, by itself or by what the host says.

const reactionActions = ['consent.give', 'objection.raise', 'question.ask', 'interest.show'] as const;
export type ReactionAction = (typeof reactionActions)[number];

/** What each emoji announces: by its character, and by the names under which platforms report it. */
export type Reactions = ReadonlyMap<string, ReactionAction>;

export const defaultReactions: Reactions = new Map<string, ReactionAction>([
  ['👍', 'consent.give'],
  ['thumbsup', 'consent.give'],
  ['+1', 'consent.give'],
  ['✋', 'objection.raise'],
  ['hand', 'objection.raise'],
  ['raised_hand', 'objection.raise'],
  ['❓', 'question.ask'],
  ['❔', 'question.ask'],
  ['question', 'question.ask'],
  ['grey_question', 'question.ask'],
  ['🤝', 'interest.show'],
  ['handshake', 'interest.show'],
  ['🙌', 'interest.show'],
  ['raised_hands', 'interest.show'],
]);

/**
 * What a setting says of them: 'on' (those above), 'off' (none), or a list that takes their place,
 * '+1=consent.give,hand=objection.raise'. Undefined where it can’t be understood.
 */
export function reactionsOf(setting: string): Reactions | undefined {
  if (setting === 'on') return defaultReactions;
  if (setting === 'off') return new Map();
  const own = new Map<string, ReactionAction>();
  for (const pair of setting.split(',')) {
    const [emoji = '', name, ...more] = pair.split('=').map((part) => part.trim());
    const action = reactionActions.find((a) => a === name);
    if (plainEmoji(emoji) === '' || !action || more.length > 0) return undefined;
    own.set(plainEmoji(emoji), action);
  }
  return own;
}

/** Without colons, skin tone, or the mark that asks for the coloured picture. */
export function plainEmoji(emoji: string): string {
  return emoji
    .replace(/^:|:$/g, '')
    .replace(/::skin-tone-\d$/, '')
    .replaceAll(/[\u{1f3fb}-\u{1f3ff}\ufe0f]/gu, '');
}
