import type { LtiDeps } from '../lti/deps.ts';
import { collectPersonalData, erasePerson } from '../lti/personal-data.ts';
import { noteEvent } from './audit.ts';
import { type Command, CommandError, readArguments, readId, UsageError } from './command.ts';

/** `user export` */
export function exportUser(words: readonly string[]): Command {
  const choose = readPerson(words);
  return async (deps, out) => {
    const id = await choose(deps);
    const data = await collectPersonalData(deps.db, id);
    await noteEvent(deps, { action: 'person exported', subject: `user ${id}` });
    out.print(JSON.stringify(data, null, 2));
    return 0;
  };
}

/** `user erase` */
export function eraseUser(words: readonly string[]): Command {
  const choose = readPerson(words);
  return async (deps, out) => {
    const id = await choose(deps);
    await deps.db.transaction().execute(async (trx) => {
      await erasePerson(trx, id);
      await noteEvent({ db: trx, now: deps.now }, { action: 'person erased', subject: `user ${id}` });
    });
    out.print(
      `Personne ${id} effacée de Palier. Les notes déjà envoyées restent dans la plateforme du cours.`,
    );
    return 0;
  };
}

/** A person by number, or by platform and sub. */
function readPerson(words: readonly string[]): (deps: LtiDeps) => Promise<string> {
  const word = readArguments(words, {}, { min: 1, max: 1 }).positionals[0] ?? '';
  const pair = /^(\d+):(.+)$/s.exec(word);
  const id = pair ? undefined : readId(word);
  if (pair && !/^[1-9]\d{0,17}$/.test(pair[1] ?? ''))
    throw new UsageError(`« ${word} » : plateforme:sub est attendu.`);
  return async (deps) => {
    let query = deps.db.selectFrom('ltiUser').select('ltiUser.id');
    if (id !== undefined) query = query.where('ltiUser.id', '=', id);
    else {
      query = query
        .innerJoin('platform', (join) =>
          join.on((e) => e('ltiUser.platformId', '=', e.fn.coalesce('platform.joinedTo', 'platform.id'))),
        )
        .where('platform.id', '=', pair?.[1] ?? '')
        .where('sub', '=', pair?.[2] ?? '');
    }
    const row = await query.executeTakeFirst();
    if (!row) throw new CommandError('Personne inconnue : vérifier son numéro, ou plateforme:sub.');
    return row.id;
  };
}
