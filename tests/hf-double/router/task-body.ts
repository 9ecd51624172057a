import { z } from "zod";

export const taskBodySchema = z.looseObject({ inputs: z.unknown(), parameters: z.looseObject({}).nullish() });
/** The JSON body of a task call. */
export type TaskBody = z.infer<typeof taskBodySchema>;
