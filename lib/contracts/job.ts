import { z } from "zod";
import { errorCodes } from "./errors";
import { labelCountsSchema } from "./item";
import { engines, thresholdsSchema } from "./verdict";

export const jobStates = ["queued", "running", "done", "cancelled", "failed"] as const;
export type JobState = (typeof jobStates)[number];

/** Whether nothing more will happen to it. */
export const hasEnded = (state: JobState): boolean => state !== "queued" && state !== "running";

/** 128 bits that nobody can guess: whoever has the id may read the job, as there are no accounts. */
export const jobIdSchema = z
  .string()
  .regex(/^[\w-]{22}$/, { error: "must be the id of a job, 22 letters, digits, _ or -" })
  .meta({ description: "Id of the job, as its creation gave it. Whoever knows it may read and cancel the job." });

const time = z.iso.datetime();

export const jobSchema = z
  .object({
    success: z.literal(true),
    id: z.string(),
    state: z.enum(jobStates),
    total: z.int().meta({ description: "How many texts the job has." }),
    done: z.int().meta({ description: "How many of them have a result, the failed ones too." }),
    failed: z.int().meta({ description: "How many results are errors." }),
    abstained: z.int(),
    counts: labelCountsSchema,
    engines: z.partialRecord(z.enum(engines), z.int()).meta({ description: "Who read how many texts." }),
    thresholds_by_engine: z
      .partialRecord(z.enum(engines), thresholdsSchema)
      .meta({ description: "How to read the confidence of a result, by its `engine`." }),
    created_at: time,
    started_at: time.nullable(),
    ended_at: time.nullable(),
    expires_at: time
      .nullable()
      .meta({ description: "When texts and results are deleted; null until the job has ended." }),
    position: z.int().min(0).nullable().meta({ description: "Jobs before this one, while it is queued." }),
    per_second: z.number().nullable().meta({ description: "Texts a second, lately; null while unknown." }),
    eta_s: z.number().nullable().meta({ description: "Seconds that are left at this pace; null while unknown." }),
    waits_because: z
      .string()
      .nullable()
      .meta({ description: "What keeps a running job from going on, if something does." }),
    error: z
      .object({ code: z.enum(errorCodes), detail: z.string() })
      .nullable()
      .meta({ description: "Why the job as a whole has failed." }),
    request_id: z.string(),
  })
  .meta({ id: "Job" });
export type Job = z.infer<typeof jobSchema>;
