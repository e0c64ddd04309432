import { expect, test } from 'vitest';
import { runAxe } from '../support/axe.ts';
import { useGuide } from './practical-window.ts';

/** What a person chose at `/settings` is worn by the windows too. */
const open = useGuide();

test.each(['blocks', 'file-manager', 'mailbox', 'map', 'slides', 'social-network'])(
  '%s is read in high contrast, light and dark',
  async (sample) => {
    for (const theme of ['light', 'dark']) {
      const { page } = await open(`${sample}?theme=${theme}&contrast=high`, { colorScheme: 'light' });
      const frame = page.frames().find((one) => one.url().includes('/assets/frames/'));
      if (!frame) throw new Error('no window');
      const worn = () => frame.evaluate('({ ...document.documentElement.dataset })');
      expect(await worn()).toEqual({ theme, contrast: 'high' });
      expect(await runAxe(frame, 'enhanced'), theme).toEqual([]);
      await page.close();
    }
  },
);
