import { element } from '../../page/element';

type Cell = Node | string;

/** One column: its head, and whether its cells name their rows. */
export interface Column {
  head: string;
  isName?: boolean;
}

/**
 * A table that becomes a list of cards where there is little room. The roles stand there by name,
 * since browsers forget that it is a table when its rows are laid out in another way.
 */
export class Table {
  readonly root: HTMLTableElement;
  private readonly body = element('tbody', { role: 'rowgroup' });

  constructor(
    name: string,
    private readonly columns: readonly Column[],
  ) {
    const heads = columns.map(({ head }) =>
      element('th', { scope: 'col', role: 'columnheader' }, head),
    );
    this.root = element(
      'table',
      { class: 'table', role: 'table', 'aria-label': name },
      element(
        'thead',
        { role: 'rowgroup' },
        element('tr', { role: 'row' }, ...heads),
      ),
      this.body,
    );
  }

  /** @param cells as many as there are columns; what is empty takes no room on a card */
  add(...cells: readonly (Cell | Cell[])[]): HTMLTableRowElement {
    const row = element('tr', { role: 'row' });
    cells.forEach((cell, index) => {
      const content = Array.isArray(cell) ? cell : [cell];
      const column = this.columns[index];
      const label = { 'data-label': column?.head ?? '' };
      const made = column?.isName
        ? element('th', { scope: 'row', role: 'rowheader', ...label }, ...content)
        : element('td', { role: 'cell', ...label }, ...content);
      if (content.every((part) => part === '')) made.classList.add('empty');
      row.append(made);
    });
    this.body.append(row);
    return row;
  }

  get isEmpty(): boolean {
    return this.body.children.length === 0;
  }
}
