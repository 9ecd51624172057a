/** Milliseconds of processor time that this process has used: what other processes do beside it does not count. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
