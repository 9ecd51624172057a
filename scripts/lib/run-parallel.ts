/** So many calls, so many at a time. Gives how long each took, in milliseconds, and how many were done a second. Throws at the first that fails. */
export async function runParallel(count: number, parallel: number, call: () => Promise<unknown>) {
  const ms: number[] = [];
  let left = count;
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const started = performance.now();
      await call();
      ms.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return { ms, perSecond: (count * 1_000) / (performance.now() - began) };
}
