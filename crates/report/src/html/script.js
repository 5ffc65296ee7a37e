'use strict';
// Shows together what belongs together: the row, its field in the tree, its key in the sample and its
// item in the Rust. Without this script the links in each row lead there.
const parts = new Map();
for (const part of document.querySelectorAll('[data-fields]')) {
  for (const field of part.dataset.fields.split(' ')) {
    if (field !== '') parts.set(field, (parts.get(field) || []).concat(part));
  }
}

let lit = [];
function light(part) {
  for (const it of lit) it.classList.remove('lit');
  lit = part ? part.dataset.fields.split(' ').flatMap((field) => parts.get(field) || []) : [];
  const seen = new Set();
  for (const it of lit) {
    it.classList.add('lit');
    const pane = it.closest('.pane');
    if (pane && !pane.contains(part) && !seen.has(pane)) {
      seen.add(pane);
      show(it, pane);
    }
  }
}

// Scrolls the pane and nothing else.
function show(part, pane) {
  if (pane.scrollHeight <= pane.clientHeight) return;
  const inside = part.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += inside - pane.clientHeight / 3;
}

const partOf = (target) => target instanceof Element && target.closest('[data-fields]');
document.addEventListener('pointerover', (event) => {
  const part = partOf(event.target);
  if (part) light(part);
});
document.addEventListener('focusin', (event) => {
  const part = partOf(event.target);
  if (part) light(part);
});

document.addEventListener('keydown', (event) => {
  const row = document.activeElement && document.activeElement.closest('tr.row');
  if (!row) return;
  if (event.key === 'Escape') {
    document.activeElement.blur();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...document.querySelectorAll('tr.row')];
  const next = rows[rows.indexOf(row) + step];
  if (next) {
    next.focus();
    event.preventDefault();
  }
});

// The panes begin where something changed, best where that breaks users.
for (const pane of document.querySelectorAll('.pane')) {
  const changed = pane.querySelector('.badge.breaking')
    || pane.querySelector('li.new, li.gone, .node.changed');
  if (changed) show(changed, pane);
}
