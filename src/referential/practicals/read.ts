import type { ChallengeFile } from '../schema.ts';
import type { CheckPart } from '../yaml-file.ts';
import type { Workshop } from './component.ts';
import {
  type ComponentName,
  type ConfigOf,
  componentIn,
  type ExpectationOf,
  isComponent,
  WINDOWS,
} from './windows.ts';

/** A simulated application: of a given name, or of any. */
export type Practical<Name extends ComponentName = ComponentName> = {
  [Each in Name]: PracticalOf<Each>;
}[Name];

interface PracticalOf<Name extends ComponentName> {
  readonly component: Name;
  /** Sent whole to the page. */
  readonly config: ConfigOf<Name>;
  /** The key; empty when the answer is written in fields or chosen. */
  readonly expect: readonly ExpectationOf<Name>[];
  /** The same in words, for those who cannot use the window. */
  readonly alternativeHtml: string | null;
  /** Another challenge of the skill that asks for no window. */
  readonly equivalent: string | null;
}

/** The document that shows a window. */
export function frameOf<Name extends ComponentName>({ component, config }: Practical<Name>): string {
  return WINDOWS[component].frame?.(config) ?? component;
}

/** The simulated application of a challenge; null for others and when it is wrong (reported). */
export function readPractical(data: ChallengeFile, part: CheckPart, workshop: Workshop): Practical | null {
  const component = componentIn(data.kind);
  if (component === null) {
    if (data.practical !== undefined)
      workshop.fault('« practical » va avec « kind: practical:<composant> », et seulement avec lui.', [
        'practical',
      ]);
    if (data.type === 'practical')
      workshop.fault('« type: practical » demande « kind: practical:<composant> ».', ['kind']);
    return null;
  }
  if ((data.alternative === undefined) === (data.equivalent === undefined)) {
    workshop.fault(
      'donne « alternative » (la fenêtre racontée) ou « equivalent » (une autre épreuve de l’acquis), et un seul des deux.',
      [data.alternative === undefined ? 'kind' : 'equivalent'],
    );
  }
  if (!isComponent(component)) {
    const known = Object.keys(WINDOWS).join(', ');
    workshop.fault(`composant inconnu « ${component} » : ${known}.`, ['kind']);
    return null;
  }
  return readWindow(component, data, part, workshop);
}

function readWindow<Name extends ComponentName>(
  component: Name,
  data: ChallengeFile,
  part: CheckPart,
  workshop: Workshop,
): Practical<Name> | null {
  const shape = WINDOWS[component];
  const authored = part(shape.config, data.practical, ['practical']);
  const expect = data.type === 'practical' ? part(shape.expect, data.expect, ['expect']) : [];
  if (!authored || !expect) return null;
  return {
    component,
    config: shape.prepare(authored, expect, workshop),
    expect,
    alternativeHtml: data.alternative === undefined ? null : workshop.render(data.alternative),
    equivalent: data.equivalent ?? null,
  };
}
