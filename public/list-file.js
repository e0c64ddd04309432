/* A list in a file is read here, into the field where it could be pasted, and checked at once: nothing else is sent. */
(() => {
  /** As spreadsheets and school software write them: Unicode if it is, else the old Windows letters. */
  const decode = (bytes) => {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  };

  document.addEventListener('change', async (event) => {
    const input = event.target;
    const file = input.dataset?.listFile && input.files?.[0];
    if (!file) return;
    const field = document.getElementById(input.dataset.listFile);
    const error = document.getElementById(`${input.id}-error`);
    // Of one sign, four bytes at most.
    const text = file.size <= 4 * field.maxLength ? decode(new Uint8Array(await file.arrayBuffer())) : '';
    // A workbook or a picture has zeros, as no list has.
    const list = text !== '' && text.length <= field.maxLength && !text.includes('\0');
    error.hidden = list;
    input.setAttribute('aria-invalid', String(!list));
    input.value = '';
    if (!list) return;
    field.value = text;
    input.form.querySelector('button').click();
  });
})();
