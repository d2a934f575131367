// What a page cannot do without a script: the caret, the numbers that scroll with the text, the address and the clipboard.
export function connect(editor, gutter, app) {
  editor.addEventListener('scroll', () => { gutter.scrollTop = editor.scrollTop; });
  window.addEventListener('hashchange', () => app.invokeMethodAsync('Open', fragment()));
  return fragment();
}

function fragment() {
  return location.hash.slice(1);
}

export function goTo(editor, start, end, line) {
  editor.focus({ preventScroll: true });
  editor.setSelectionRange(start, end);
  const height = parseFloat(getComputedStyle(editor).lineHeight);
  editor.scrollTop = Math.max(0, (line - 1) * height - editor.clientHeight / 3);
  const behind = end - editor.value.lastIndexOf('\n', end - 1);
  editor.scrollLeft = behind < 60 ? 0 : editor.scrollLeft;
  editor.scrollIntoView({ block: 'nearest' });
}

export async function share(text) {
  history.replaceState(null, '', '#' + text);
  try {
    await navigator.clipboard.writeText(location.href);
    return true;
  } catch {
    return false;
  }
}
