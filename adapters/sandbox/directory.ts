// Who the people of the local room are, as a platform would say it: what its data set calls them.

import type { Directory } from '../../src/app/directory.ts';
import type { Store } from '../../src/app/ports.ts';
import { type Persona, peopleSetting } from './setup.ts';

export function personaDirectory(store: Pick<Store, 'setting'>): Directory {
  return {
    async profile(_platform, _tenant, externalId) {
      const people = JSON.parse((await store.setting(peopleSetting)) ?? '[]') as Persona[];
      const known = people.find(({ person }) => person === externalId);
      return known && { name: known.name, lang: known.lang, isGuest: false, isBot: false };
    },
  };
}
