/** `views/campaigns/_closing.ejs`: in a campaign's settings, for the teacher's own course. */
export interface ClosingView {
  readonly values: { readonly deadline: string; readonly automaticSending: boolean };
  readonly error: string | null;
  readonly saveAction: string;
  /** « Fermée le … », and what stands; null while it is open. */
  readonly closed: { readonly words: string; readonly reopenAction: string } | null;
  /** What closing would do, said before it is confirmed; null once it is closed. */
  readonly close: { readonly consequences: readonly string[]; readonly action: string } | null;
}
