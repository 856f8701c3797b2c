// What a store keeps beside the assemblies, in memory: for tests that need nothing else of a store.

import type { Store } from '../../src/app/ports.ts';

export type Settings = Pick<Store, 'setting' | 'setSetting' | 'swapSetting' | 'settingsUnder'>;

export function memorySettings(): Settings & { values: Map<string, string> } {
  const values = new Map<string, string>();
  const put = (key: string, value: string | null) =>
    value === null ? void values.delete(key) : void values.set(key, value);
  return {
    values,
    setting: async (key) => values.get(key),
    setSetting: async (key, value) => put(key, value),
    async swapSetting(key, former, value) {
      if ((values.get(key) ?? null) !== former) return false;
      put(key, value);
      return true;
    },
    async settingsUnder(prefix) {
      const keys = [...values.keys()].filter((key) => key.startsWith(prefix)).toSorted();
      return keys.map((key) => ({ key, value: values.get(key) ?? '' }));
    },
  };
}
