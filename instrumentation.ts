/** Runs once before the server takes requests: a wrong setting stops it here, and each socket's address is noted. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { prepareServer } = await import("./lib/server/prepare-server");
  await prepareServer();
}
