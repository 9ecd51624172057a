/** Memory that this machine, or the container that it runs in, can still give, in megabytes. */
export const availableMb = (): number => process.availableMemory() / 2 ** 20;
