import { services } from "./engine/types";
import { startDouble } from "./start-double";

const port = Number(process.env.PORT ?? 0);
const seed = Number(process.env.SEED ?? 1);
// Candles end at this moment, milliseconds since the epoch.
const now = Number(process.env.NOW ?? Date.now());
const double = await startDouble({ port, seed, now });

console.log("A double of Hugging Face is listening. Point the app at it:\n");
for (const [name, origin] of Object.entries(double.env)) console.log(`${name}=${origin}`);
console.log(`HF_TOKEN=hf_double\n\nOne origin for all of them: ${double.origin}`);
for (const service of services) console.log(`  ${service.padEnd(9)} ${double.origins[service]}`);
console.log(`\nFaults: POST ${double.origin}/__double/faults {"kind":"status","status":503,"path":"/hf-inference/**"}`);
console.log(`Requests: GET ${double.origin}/__double/requests   Forget all: POST ${double.origin}/__double/reset`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void double.stop());
