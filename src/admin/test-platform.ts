import { translator } from '../i18n/translate.ts';
import { type Check, checkPlatform, findLastServices, findLatestLineItem } from '../lti/check.ts';
import { createPlatformClient } from '../lti/client.ts';
import type { LtiDeps } from '../lti/deps.ts';
import { PlatformError } from '../lti/platform-error.ts';
import { findPlatform, findPlatformsOfClient, type Platform } from '../lti/store.ts';
import { noteEvent } from './audit.ts';
import { type Command, CommandError, type Output, readArguments, readId, UsageError } from './command.ts';
import { diagnose } from './diagnosis.ts';
import { explainFinding } from './present-diagnosis.ts';

const t = translator('fr');
const NAMES = {
  keys: 'Clés de la plateforme',
  clock: 'Horloge (écart en secondes)',
  token: 'Jeton de service',
  'line-items': 'Carnet de notes',
  members: 'Participants',
} as const;

/** `platform test` */
export function testCommand(words: readonly string[]): Command {
  const text = { type: 'string' } as const;
  const given = readArguments(
    words,
    { 'client-id': text, user: text, 'post-score': text },
    { min: 0, max: 1 },
  );
  const clientId = given.text('client-id');
  const [word] = given.positionals;
  if ((word === undefined) === (clientId === undefined)) {
    throw new UsageError('Donner l’identifiant de la plateforme, ou --client-id.');
  }
  const id = word === undefined ? undefined : readId(word);
  const posting = readPosting(given.text('user'), given.text('post-score'));
  return async (deps, out) => {
    const platform = await choosePlatform(deps, id, clientId);
    out.print(`${platform.name} (plateforme ${platform.id}, ${platform.issuer})`);
    const checks = await checkPlatform(deps, platform);
    for (const { what, ok, found } of checks) {
      const result = typeof found === 'string' ? t(found) : what === 'token' ? 'accordé' : String(found);
      out.print(`${ok ? 'OK   ' : 'ÉCHEC'} ${NAMES[what]} : ${result}`);
    }
    await printDiagnosis(deps, platform, checks, out);
    if (posting) await postScore(deps, platform, posting);
    if (posting) out.print(`OK    Note envoyée : ${posting.score} sur 100`);
    return checks.every(({ ok }) => ok) ? 0 : 1;
  };
}

/** What is wrong and what to do, as the console says it. */
async function printDiagnosis(
  deps: LtiDeps,
  platform: Platform,
  checks: readonly Check[],
  out: Output,
): Promise<void> {
  const services = platform.lastLaunchAt && ((await findLastServices(deps, platform.id)) ?? null);
  const { publicUrl } = deps.config;
  const findings = diagnose({ checks, platform, publicUrl, reachedAt: null, services });
  for (const finding of findings) {
    const { cause, remedy } = explainFinding(t, finding);
    out.print(`Constat : ${cause}`);
    out.print(`À faire : ${remedy}`);
  }
  const details = { findings: findings.map(({ id }) => id) };
  await noteEvent(deps, { action: 'platform tested', subject: `platform ${platform.id}`, details });
}

function readPosting(
  sub: string | undefined,
  score: string | undefined,
): { sub: string; score: number } | undefined {
  if (sub === undefined && score === undefined) return undefined;
  if (sub === undefined || score === undefined) throw new UsageError('--user et --post-score vont ensemble.');
  const number = Number(score.replace(',', '.'));
  if (score.trim() === '' || !(number >= 0 && number <= 100)) {
    throw new UsageError(`--post-score vaut « ${score} » : un nombre de 0 à 100 est attendu.`);
  }
  return { sub, score: number };
}

async function choosePlatform(
  deps: LtiDeps,
  id: string | undefined,
  clientId: string | undefined,
): Promise<Platform> {
  const found =
    id === undefined
      ? await findPlatformsOfClient(deps.db, clientId ?? '')
      : [await findPlatform(deps.db, id)].filter((platform) => platform !== undefined);
  const [platform, another] = found;
  if (!platform)
    throw new CommandError('Plateforme inconnue : « platform list » montre celles qui existent.');
  if (another)
    throw new CommandError('Plusieurs plateformes ont ce client : donner l’identifiant de la plateforme.');
  return platform;
}

async function postScore(
  deps: LtiDeps,
  platform: Platform,
  posting: { sub: string; score: number },
): Promise<void> {
  const lineItemUrl = await findLatestLineItem(deps, platform.id, posting.sub);
  if (lineItemUrl === undefined) {
    throw new CommandError('Cette personne n’a ouvert aucune activité notée sur cette plateforme.');
  }
  try {
    await createPlatformClient(deps).postScore(
      { platformId: platform.id, lineItemUrl },
      {
        userId: posting.sub,
        scoreGiven: posting.score,
        scoreMaximum: 100,
        comment: 'Note d’essai envoyée par l’administrateur de Palier.',
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        timestamp: deps.now(),
      },
    );
    await noteEvent(deps, { action: 'score posted', subject: `platform ${platform.id}` });
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new CommandError(`ÉCHEC Note non envoyée : ${t(error.reason)} (${error.message})`);
  }
}
