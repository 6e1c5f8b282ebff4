/** What becomes of a drag. */
export interface DragListener {
  onStart(): void;
  /** @param place where the item came to lie in its list, 0 the first; null when it was given up */
  onEnd(place: number | null): void;
}

/** Lets an item of a list be dragged by a handle, with mouse, pen or finger. */
export function followDrag(
  handle: HTMLElement,
  item: HTMLElement,
  list: HTMLElement,
  listener: DragListener,
): void {
  handle.addEventListener('pointerdown', (down) => {
    if (down.button !== 0) return;
    // Neither text is chosen nor, by the style's touch-action, the list scrolled.
    down.preventDefault();
    listener.onStart();
    item.classList.add('is-dragged');
    const end = (place: number | null) => {
      item.classList.remove('is-dragged');
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', escape, true);
      listener.onEnd(place);
    };
    const move = (event: PointerEvent) => {
      if (event.pointerId === down.pointerId) layAt(event.clientY, item, list);
    };
    const up = (event: PointerEvent) => {
      if (event.pointerId === down.pointerId) end([...list.children].indexOf(item));
    };
    const cancel = () => end(null);
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      end(null);
    };
    // The item leaves its place in the page while it moves, and would lose a captured pointer.
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', escape, true);
  });
}

/** Puts the item before the first one whose middle lies below the pointer. */
function layAt(y: number, item: HTMLElement, list: HTMLElement): void {
  const others = [...list.children].filter((other) => other !== item);
  const next = others.find((other) => {
    const { top, height } = other.getBoundingClientRect();
    return y < top + height / 2;
  });
  if ((next ?? null) !== item.nextElementSibling) list.insertBefore(item, next ?? null);
}
