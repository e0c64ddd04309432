/** Loaded before a tool (`--import`): tells whoever started it how much processor time its process has used, in µs. */
process.on('message', (message) => {
  if (message === 'usage') process.send?.({ usage: process.cpuUsage() });
});
