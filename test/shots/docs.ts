// The pictures that the guides show, made small.

export const docs: { view: string; width: 390 | 1280; name: string }[] = [];
export async function keep(_file: string, _name: string): Promise<void> {}
