/** Nonces seen, by access key, for as long as a timestamp can be valid. */
export class Nonces {
  /** Milliseconds until which each was seen; the oldest first. */
  private readonly seen = new Map<string, number>();
  private readonly lifetime: number;
  private readonly most: number;

  /**
   * @param lifetime milliseconds for which a nonce is remembered.
   * @param most nonces remembered at once; the oldest is forgotten for another.
   */
  constructor(lifetime: number, most: number) {
    this.lifetime = lifetime;
    this.most = most;
  }

  /** Remembers a nonce. @returns false when it is remembered already. */
  use(accessKeyId: string, nonce: string, now: number): boolean {
    for (const [name, until] of this.seen) {
      if (until > now && this.seen.size < this.most) break;
      this.seen.delete(name);
    }
    const name = JSON.stringify([accessKeyId, nonce]);
    if ((this.seen.get(name) ?? now) > now) return false;
    this.seen.set(name, now + this.lifetime);
    return true;
  }
}
