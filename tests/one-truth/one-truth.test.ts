import { functions } from "../../lib/contracts/functions";
import { tellOneTruth } from "./tell-one-truth";

tellOneTruth(functions);
