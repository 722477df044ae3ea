import { changeName, HEAD, headOf, type PendingChange, pendingChange } from '../operations/bucket/replication/state.ts';
import type { Store } from '../store/store.ts';

/** The changes that are still to be copied, first come first served. They are in the store, so a kill loses none. */
export class Changes {
  private readonly store: Store;
  private head = 0;
  private tail = 0;

  constructor(store: Store) {
    this.store = store;
    this.reload();
  }

  /** Reads what the store has, at the start or after it was emptied or restored. */
  reload(): void {
    this.head = headOf(this.store);
    this.tail = this.head;
    while (pendingChange(this.store, this.tail) !== undefined) this.tail++;
  }

  /** Adds one, within the present step of the event loop. @throws what the store throws when it cannot keep it. */
  add(change: PendingChange): Promise<void> {
    return this.store.setSetting(changeName(this.tail++), JSON.stringify(change));
  }

  first(): PendingChange | undefined {
    return this.head === this.tail ? undefined : pendingChange(this.store, this.head);
  }

  /** Takes away the first. The head goes before the change: a kill in between must leave no gap behind the head. */
  async shift(): Promise<void> {
    const name = changeName(this.head++);
    await this.store.setSetting(HEAD, String(this.head));
    await this.store.setSetting(name, undefined);
  }
}
