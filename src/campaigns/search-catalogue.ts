import { foldText } from '../web/clean-text.ts';
import type { CatalogueModel, CataloguePart } from './views.ts';

/** The parcours that hold every word, wherever it stands in them; accents and capitals don't count. */
export function searchCatalogue(parts: readonly CataloguePart[], words: string): CataloguePart[] {
  const wanted = foldText(words).split(/\s+/).filter(Boolean);
  return parts
    .map(({ title, models }) => ({
      title,
      models: models.filter((model) => {
        const text = foldText(textOf(title, model));
        return wanted.every((word) => text.includes(word));
      }),
    }))
    .filter(({ models }) => models.length > 0);
}

function textOf(part: string, model: CatalogueModel): string {
  const { title, description, audience, author, competences, tubes } = model;
  return [part, title, description, audience, author, ...competences, ...tubes].join('\n');
}
