export function deriveSchema(source: string, engine: 'sqlite' | 'postgresql'): string;
