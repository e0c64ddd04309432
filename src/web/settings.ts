import { z } from 'zod';
import type { Locale } from '../i18n/translate.ts';

/** What a person may choose of each; the first is what nobody chose. */
export const LOOKS = {
  theme: ['auto', 'light', 'dark'],
  letters: ['usual', 'spaced'],
  size: ['usual', 'large', 'larger'],
  contrast: ['auto', 'high'],
  motion: ['auto', 'less'],
} as const;

export const LANGUAGES = ['auto', 'fr', 'en'] as const satisfies readonly ('auto' | Locale)[];

export const settingsForm = z.object({
  language: z.enum(LANGUAGES),
  theme: z.enum(LOOKS.theme),
  letters: z.enum(LOOKS.letters),
  size: z.enum(LOOKS.size),
  contrast: z.enum(LOOKS.contrast),
  motion: z.enum(LOOKS.motion),
});

/** How a person wants to read Palier; `auto` is as the launch or the device says. */
export type Settings = z.output<typeof settingsForm>;

export const NO_SETTINGS: Settings = {
  language: 'auto',
  theme: 'auto',
  letters: 'usual',
  size: 'usual',
  contrast: 'auto',
  motion: 'auto',
};

/** `data-<name>` of the document, for the style sheet: only what is not as usual. */
export type Look = Readonly<Partial<Record<keyof typeof LOOKS, string>>>;

export function lookOf(settings: Settings): Look {
  const { language: _language, ...looks } = settings;
  return Object.fromEntries(
    Object.entries(looks).filter(([, value]) => value !== 'auto' && value !== 'usual'),
  );
}
