import { pino } from 'pino';
import { openDatabase } from '../../src/db/database.ts';
import type { DemoLms } from '../../src/demo-lms/options.ts';
import { startDemoLms } from '../../src/demo-lms/platform.ts';
import { addPlatform } from '../../src/lti/registrations.ts';
import { launch, readForm } from './http-person.ts';
import { freePort, type PalierProcess, startPalier } from './palier.ts';

/** Palier as its own process, which may be killed, beside a practice LMS in this one, which may misbehave. */
export interface Pair {
  readonly palier: PalierProcess;
  readonly lms: DemoLms;
  close(): Promise<void>;
}

/** @param custom the tool's parameters on the LMS */
export async function startPair(
  settings: Readonly<Record<string, string>> = {},
  custom: Readonly<Record<string, string>> = {},
): Promise<Pair> {
  const palier = await startPalier({ DEMO_LMS: 'off', ALLOW_PRIVATE_NETWORK: 'on', ...settings });
  const port = await freePort();
  const lti = `${palier.url}/lti`;
  const lms = await startDemoLms({
    port,
    url: `http://127.0.0.1:${port}`,
    tool: {
      loginUrl: `${lti}/login`,
      launchUrl: `${lti}/launch`,
      jwksUrl: `${lti}/jwks`,
      registerUrl: `${lti}/register`,
      title: 'Palier',
    },
    custom,
    log: pino({ level: 'silent' }),
  });
  const db = openDatabase(palier.database.url, { max: 1 });
  await addPlatform(db, {
    name: 'LMS',
    issuer: lms.issuer,
    clientId: lms.clientId,
    authUrl: lms.authUrl,
    tokenUrl: lms.tokenUrl,
    jwksUrl: lms.jwksUrl,
    deploymentIds: [lms.deploymentId],
  });
  await db.destroy();
  return {
    palier,
    lms,
    async close() {
      await palier.close();
      await lms.close();
    },
  };
}

/** A teacher adds the first ready campaign to the course. @returns the activity's id on the LMS. */
export async function addActivity(
  { palier, lms }: { readonly palier: { readonly url: string }; readonly lms: { readonly url: string } },
  options: { competenceColumns: boolean; deletedColumns?: 'recreate' | 'report' },
): Promise<string> {
  const teacher = await launch(palier.url, `${lms.url}/as/prof-1/add`);
  const ready = readForm(teacher.html);
  if (options.competenceColumns) ready.fields.set('competenceColumns', 'on');
  else ready.fields.delete('competenceColumns');
  if (options.deletedColumns) ready.fields.set('deletedColumns', options.deletedColumns);
  const picked = readForm((await teacher.post(ready.action, ready.fields)).html);
  await fetch(picked.action, { method: 'POST', body: picked.fields });
  const course = await (await fetch(`${lms.url}/as/prof-1/course`)).text();
  const ids = [...course.matchAll(/\/as\/prof-1\/activity\/([^/"]+)"/g)].map((match) => match[1]);
  const id = ids.at(-1);
  if (id === undefined) throw new Error('no activity in the course');
  return id;
}
