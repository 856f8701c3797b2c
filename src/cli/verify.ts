// `npm run -s verify -- FILE`: whether an export is, byte for byte, what the service wrote.
//
// Exit 0: `OK 1234 events head 9f…`. Exit 1: `ALTERED line 57 seq 57 ObjectionRaised`, the first line that
// can't be right. Exit 2: no export could be read. Why goes to the error output.

import { createReadStream } from 'node:fs';
import { type Verdict, verifyExport } from '../ledger/verify.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const [file] = args;
  if (file === undefined || args.length > 1) {
    console.error('Say which export to verify: npm run -s verify -- FILE');
    return 2;
  }
  try {
    return report(file, await verifyExport(createReadStream(file)));
  } catch (error) {
    console.error(`${file} can’t be read: ${(error as Error).message}`);
    return 2;
  }
}

function report(file: string, verdict: Verdict): number {
  switch (verdict.is) {
    case 'intact':
      console.log(`OK ${verdict.events} events head ${verdict.head}`);
      return 0;
    case 'altered': {
      const { line, seq, name, why } = verdict;
      const said = [seq === null ? '' : ` seq ${seq}`, name === null ? '' : ` ${name}`].join('');
      console.log(`ALTERED line ${line}${said}`);
      console.error(`${file}, line ${line}: ${why}.`);
      return 1;
    }
    case 'foreign':
      console.error(`${file} is not an export of Sans Objection: ${verdict.why}.`);
      return 2;
  }
}
