// The package describes what it exports in TypeScript for its other half only.
declare module 'discord-api-spec/zod';
