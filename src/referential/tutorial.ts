import { type ContentFiles, textOf } from './files.ts';
import { frenchText } from './french.ts';
import type { TubeFolder } from './layout.ts';
import { markdownFaults, renderMarkdown } from './markdown.ts';
import { type Problem, report } from './problems.ts';
import { tutorialFrontMatterSchema } from './schema.ts';
import type { Tutorial } from './types.ts';
import { readYaml } from './yaml-file.ts';

export interface TutorialSource {
  readonly path: string;
  readonly folder: TubeFolder;
  readonly role: Tutorial['role'];
}

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Reads `comprendre.md` or `savoir-plus.md`: YAML front matter, then Markdown; null when unusable (reported). */
export function readTutorial(
  source: TutorialSource,
  around: { readonly files: ContentFiles; readonly problems: Problem[] },
): Tutorial | null {
  const { path, folder, role } = source;
  const bytes = around.files.get(path);
  const text = bytes ? textOf(bytes, path, around.problems) : null;
  if (text === null) return null;

  const front = FRONT_MATTER.exec(text);
  if (!front) {
    report(around.problems, path, "l'en-tête manque : « --- », « title: … », « minutes: … », « --- ».");
    return null;
  }
  const header = readYaml(front[1] ?? '', tutorialFrontMatterSchema, path, around.problems, 2);
  const body = text.slice(front[0].length);
  const line = front[0].split('\n').length;
  if (body.trim() === '') {
    report(around.problems, path, "le tutoriel est vide : écris la leçon sous l'en-tête.", {
      line,
      column: 1,
    });
  }
  for (const message of markdownFaults(body)) {
    report(around.problems, path, message, { line, column: 1 });
  }
  if (!header) return null;
  return {
    id: `${folder.tube}-${role}`,
    tube: folder.tube,
    role,
    title: frenchText(header.data.title),
    minutes: header.data.minutes,
    html: renderMarkdown(body),
  };
}
