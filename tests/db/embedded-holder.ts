/** A process of its own that joins the embedded database, says so on its output and leaves when its input ends. */
import { joinEmbeddedDatabase } from '../../src/db/embedded.ts';

const [dataDir = '', role = 'command'] = process.argv.slice(2);
const say = (facts: object) => process.stdout.write(`${JSON.stringify(facts)}\n`);
const log = {
  info: () => undefined,
  warn: (facts: object, message?: string) => say({ warn: message, ...facts }),
};

try {
  const database = await joinEmbeddedDatabase({
    dataDir,
    log,
    role: role === 'server' ? 'server' : 'command',
  });
  say({ url: database.url });
  process.stdin.resume().on('end', () => database.leave().then(() => say({ left: true })));
} catch (error) {
  say({ failed: error instanceof Error ? error.name : 'unknown', message: String(error) });
}
