import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";
import type { Habits } from "../engine/world";
import type { ModelCard } from "../models/catalogue";
import { answerSmallTask } from "./answer-small-task";
import { classifyTexts } from "./classify-texts";
import { classifyZeroShot } from "./classify-zero-shot";
import { routerErrors } from "./router-errors";
import type { TaskBody } from "./task-body";

const SIMILAR = ["feature-extraction", "sentence-similarity"];

/** Answers one task call of a served model. */
export function answerTask(task: string, body: TaskBody, model: ModelCard, habits: Habits): Reply {
  const fits = task === model.task || (SIMILAR.includes(task) && SIMILAR.includes(model.task));
  if (!fits) return routerErrors.pipeline(`Task ${task} is not supported by model ${model.id}`);
  if (task === "text-classification") return classifyTexts(body, model, habits);
  if (task === "zero-shot-classification") return classifyZeroShot(body, model);
  const answer = answerSmallTask(task, body);
  return answer === null ? routerErrors.pipeline("inputs has the wrong form for this task") : jsonReply(200, answer);
}
