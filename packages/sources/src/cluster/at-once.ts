// Works on many items, a bounded number at a time.
import { REVIEWS_AT_ONCE } from './lists/limits.ts';

/** `work` on all items, a bounded number at a time; answers keep the order of the items. */
export async function atOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) answers[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(REVIEWS_AT_ONCE, items.length) }, worker));
  return answers;
}
