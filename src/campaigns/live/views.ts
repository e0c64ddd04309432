/** For `public/live.js`: where a page is told of news, and what it already shows. */
export interface LiveView {
  readonly address: string;
  readonly stamp: string;
}
