import { Agent, request } from 'node:http';
import type { Messages } from './messages.ts';
import type { Tool } from './tools.ts';

/** Times of launches that all went well, in ms, and of the whole, in s. */
export interface Drive {
  readonly latencies: readonly number[];
  readonly seconds: number;
}

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly text: () => string;
  readonly bytes: number;
}

const MAX_REDIRECTS = 3;

/**
 * Launches a tool `count` times, `concurrency` at once: login, the platform's signed answer, its post, and whatever
 * redirects stand between it and a page.
 * @throws Error for the first launch that does not end in a page: a benchmark of refusals says nothing.
 */
export async function drive(
  tool: Tool,
  messages: Messages,
  count: number,
  concurrency: number,
): Promise<Drive> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const latencies: number[] = [];
  let left = count;
  const from = performance.now();
  const person = async () => {
    while (left > 0) {
      left -= 1;
      const start = performance.now();
      await launch(tool, messages, agent);
      latencies.push(performance.now() - start);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, person));
    return { latencies, seconds: (performance.now() - from) / 1000 };
  } finally {
    agent.destroy();
  }
}

async function launch(tool: Tool, messages: Messages, agent: Agent): Promise<void> {
  const jar = new Map<string, string>();
  const login = await exchange(agent, tool.loginAddress, jar);
  if (login.location === null) throw new Error(`${tool.name}: the login answered ${login.status}`);
  const form = messages.answer(new URL(login.location).searchParams);
  let address = tool.reach(form.action);
  let answer = await exchange(agent, address, jar, form.body);
  for (let hop = 0; answer.location !== null && hop < MAX_REDIRECTS; hop += 1) {
    address = tool.reach(new URL(answer.location, address).href);
    answer = await exchange(agent, address, jar);
  }
  if (answer.status !== 200 || answer.bytes < 20) {
    throw new Error(`${tool.name}: the launch ended in ${answer.status}: ${answer.text().slice(0, 500)}`);
  }
}

/** As a browser: kept connections, compressed answers welcome, cookies of this launch alone. */
function exchange(agent: Agent, address: string, jar: Map<string, string>, body?: string): Promise<Answer> {
  const headers: Record<string, string> = {
    'Accept-Encoding': 'gzip, deflate, br',
    'Accept-Language': 'fr',
    'Sec-Fetch-Site': 'cross-site',
    'Sec-Fetch-Dest': 'iframe',
  };
  if (jar.size > 0) headers.Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  if (body !== undefined) {
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
    headers['Content-Length'] = String(Buffer.byteLength(body));
  }
  return new Promise((resolve, reject) => {
    const asked = request(address, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => {
        for (const cookie of res.headers['set-cookie'] ?? []) {
          const [name = '', value = ''] = cookie.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
          jar.set(name, value);
        }
        const whole = Buffer.concat(chunks);
        resolve({
          status: res.statusCode ?? 0,
          location: res.headers.location ?? null,
          text: () => whole.toString('utf8'),
          bytes: whole.length,
        });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
