import { translator } from '../i18n/translate.ts';
import { isAllowedAddress } from '../lti/http.ts';
import { addPlatform, type ListedPlatform, listPlatforms } from '../lti/registrations.ts';
import { isSharedIssuer } from '../lti/vendors.ts';
import { changeStatus, makeInvitation } from './acts.ts';
import { noteEvent } from './audit.ts';
import { type Command, CommandError, readArguments, readId, UsageError } from './command.ts';
import { joinPlatforms, previewJoin } from './join-platforms.ts';
import { explainJoin } from './present-join.ts';

/** `platform add` */
export function addCommand(words: readonly string[]): Command {
  const text = { type: 'string' } as const;
  const options = {
    name: text,
    issuer: text,
    'client-id': text,
    'auth-url': text,
    'token-url': text,
    'jwks-url': text,
    'token-audience': text,
    'deployment-id': { type: 'string', multiple: true },
  } as const;
  const given = readArguments(words, options, { min: 0, max: 0 });
  const deploymentIds = given.texts('deployment-id');
  if (deploymentIds.length === 0) throw new UsageError('Il manque --deployment-id.');
  const platform = {
    name: given.required('name'),
    issuer: given.required('issuer'),
    clientId: given.required('client-id'),
    authUrl: given.required('auth-url'),
    tokenUrl: given.required('token-url'),
    jwksUrl: given.required('jwks-url'),
    tokenAudience: given.text('token-audience'),
    deploymentIds,
  };
  return async (deps, out) => {
    for (const name of ['auth-url', 'token-url', 'jwks-url']) {
      if (isAllowedAddress(given.required(name), deps.config)) continue;
      throw new CommandError(
        `--${name} vaut « ${given.required(name)} » : une adresse https:// publique est attendue (http:// et les adresses privées demandent ALLOW_PRIVATE_NETWORK=on).`,
      );
    }
    const id = await addPlatform(deps.db, platform);
    await noteEvent(deps, { action: 'platform added', subject: `platform ${id}`, details: platform });
    out.print(id);
    return 0;
  };
}

/** `platform list` */
export function listCommand(words: readonly string[]): Command {
  const given = readArguments(words, { json: { type: 'boolean' } }, { min: 0, max: 0 });
  return async (deps, out) => {
    const platforms = await listPlatforms(deps.db);
    if (given.flag('json')) {
      out.print(JSON.stringify(platforms, null, 2));
      return 0;
    }
    if (platforms.length === 0)
      out.print('Aucune plateforme : commencer par « platform invite » ou « platform add ».');
    for (const platform of platforms) {
      out.print(`${platform.id}  ${STATUS[platform.status] ?? platform.status}  ${platform.name}`);
      out.print(`    ${platform.issuer}  client ${platform.clientId}`);
      if (platform.joinedTo !== null) out.print(`    jointe à la plateforme ${platform.joinedTo}`);
      const twin = platforms.find((other) => isTwin(platform, other));
      if (twin) {
        out.print(`    même site que la plateforme ${twin.id} : « platform join ${platform.id} ${twin.id} »`);
      }
      if (platform.deployments.length > 0)
        out.print(`    établissements : ${platform.deployments.join(', ')}`);
      for (const { deploymentId, seenIn } of platform.pendingDeployments) {
        out.print(
          `    en attente : ${deploymentId}${seenIn === null ? '' : ` (vu dans le cours « ${seenIn} »)`}`,
        );
      }
      if (platform.lastError !== null) out.print(`    dernière erreur : ${platform.lastError}`);
    }
    return 0;
  };
}

const STATUS: Readonly<Record<string, string>> = {
  active: 'ouverte',
  pending: 'en attente',
  disabled: 'fermée',
};

/** Whether the later of two registrations of one site could join the other. */
function isTwin(platform: ListedPlatform, other: ListedPlatform): boolean {
  return (
    !isSharedIssuer(platform.issuer) &&
    other.issuer === platform.issuer &&
    Number(other.id) < Number(platform.id) &&
    other.joinedTo === null &&
    platform.joinedTo === null
  );
}

/** `platform join` */
export function joinCommand(words: readonly string[]): Command {
  const given = readArguments(words, { 'dry-run': { type: 'boolean' } }, { min: 2, max: 2 });
  const [from, into] = [readId(given.positionals[0]), readId(given.positionals[1])];
  return async (deps, out) => {
    const t = translator('fr');
    const outcome = given.flag('dry-run')
      ? await previewJoin(deps.db, from, into)
      : await joinPlatforms(deps, from, into);
    if (typeof outcome === 'string') throw new CommandError(t(`admin.join.why.${outcome}`));
    for (const line of explainJoin(t, outcome)) out.print(line);
    out.print(given.flag('dry-run') ? 'Rien n’a été changé.' : `Jointe : plateforme ${from} à ${into}.`);
    return 0;
  };
}

/** `platform invite` */
export function inviteCommand(words: readonly string[]): Command {
  const options = { expires: { type: 'string' }, 'auto-approve': { type: 'boolean' } } as const;
  const given = readArguments(words, options, { min: 0, max: 0 });
  const life = readDuration(given.text('expires') ?? '24h');
  const autoApprove = given.flag('auto-approve');
  return async (deps, out) => {
    const expiresAt = new Date(deps.now().getTime() + life);
    const address = await makeInvitation(deps, { autoApprove, expiresAt });
    out.print(
      'À coller dans la plateforme (Moodle : Administration > Plugins > Outil externe > Gérer les outils).',
    );
    out.print(`Utilisable une fois, jusqu'au ${expiresAt.toISOString()}.`);
    out.print(address);
    return 0;
  };
}

/** `platform approve` */
export function approveCommand(words: readonly string[]): Command {
  return statusCommand(words, 'active');
}

/** `platform disable` */
export function disableCommand(words: readonly string[]): Command {
  return statusCommand(words, 'disabled');
}

function statusCommand(words: readonly string[], status: 'active' | 'disabled'): Command {
  const given = readArguments(words, { 'deployment-id': { type: 'string' } }, { min: 1, max: 1 });
  const id = readId(given.positionals[0]);
  const deploymentId = given.text('deployment-id');
  return async (deps, out) => {
    const done = await changeStatus(deps, { platformId: id, deploymentId }, status);
    const what = `plateforme ${id}${deploymentId === undefined ? '' : `, établissement ${deploymentId}`}`;
    if (!done) throw new CommandError(`Inconnu : ${what}. « platform list » montre ce qui existe.`);
    out.print(`${status === 'active' ? 'Approuvé' : 'Fermé'} : ${what}.`);
    return 0;
  };
}

/** « 30s », « 10m », « 24h », « 7d » in milliseconds; 90 days at most. @throws UsageError */
function readDuration(text: string): number {
  const match = /^(\d{1,7})(s|m|h|d)$/.exec(text);
  const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match?.[2] ?? ''];
  const life = Number(match?.[1]) * (unit ?? Number.NaN);
  if (life > 0 && life <= 90 * 86_400_000) return life;
  throw new UsageError(`--expires vaut « ${text} » : par exemple 30s, 10m, 24h ou 7d (90 jours au plus).`);
}
