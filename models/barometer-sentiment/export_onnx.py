"""Writes a network as ONNX, and a copy of it with weights in bytes."""
import io

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 13
# Smaller tensors stay as they are: biases, norms, small heads.
LEAST_SIZE = 1024
LEAST_ROW = 16


class _Calibrated(torch.nn.Module):
    def __init__(self, model, bias, temperature):
        super().__init__()
        self.model, self.temperature = model, temperature
        self.register_buffer("bias", torch.tensor([0.0, bias, 0.0]))

    def forward(self, input_ids, attention_mask):
        return (self.model(input_ids, attention_mask) + self.bias) / self.temperature


def calibrated(model, calibration):
    return _Calibrated(model, calibration["neutral_bias"], calibration["temperature"]).eval()


def to_onnx(model):
    """The graph as transformers.js feeds it: int64 ids and mask in, logits out."""
    ids = torch.tensor([[2, 17, 23, 31, 45, 3], [2, 19, 21, 3, 0, 0]])
    buffer = io.BytesIO()
    torch.onnx.export(
        model, (ids, (ids > 0).long()), buffer, opset_version=OPSET,
        input_names=["input_ids", "attention_mask"], output_names=["logits"],
        dynamic_axes={"input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "length"}, "logits": {0: "batch"}},
    )
    graph = onnx.load_model_from_string(buffer.getvalue())
    graph.producer_name, graph.producer_version = "barometer", ""
    for node in graph.graph.node:
        node.ClearField("doc_string")
    onnx.checker.check_model(graph)
    return graph


def _to_bytes(values, axes):
    """Symmetric bytes with one scale for each slice; `axes` are those that share a scale."""
    scale = np.maximum(np.abs(values).max(axis=axes, keepdims=True), 1e-8) / 127
    return np.clip(np.rint(values / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def quantise(graph):
    """Stores large weights as bytes. They are turned back by Cast and Mul, which every runtime folds while loading and
    none fuses into integer kernels: the server and the browser then compute the same logits. An embedding is turned
    back after its rows are gathered."""
    copy = onnx.ModelProto()
    copy.CopyFrom(graph)
    body = copy.graph
    readers = {}
    for node in body.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    kept, added, before, replaced = [], [], [], {}
    for tensor in body.initializer:
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < LEAST_SIZE or values.ndim < 2:
            kept.append(tensor)
            continue
        users = readers.get(tensor.name, [])
        kinds = {node.op_type for node in users}
        name = tensor.name
        gathered = kinds == {"Gather"} and all(node.input[0] == name for node in users)
        # A row of few numbers cannot pay for a scale of its own.
        by_row = gathered and values.shape[-1] >= LEAST_ROW
        if gathered:
            axes = tuple(range(1, values.ndim)) if by_row else (0,)
        elif kinds == {"MatMul"}:
            axes = tuple(range(values.ndim - 1))
        elif kinds <= {"GRU"}:
            axes = (2,)
        else:
            axes = tuple(range(1, values.ndim))
        bytes_, scale = _to_bytes(values, axes)
        added += [numpy_helper.from_array(bytes_, name + ".bytes"), numpy_helper.from_array(scale, name + ".scale")]
        if gathered:
            for node in users:
                replaced[node.output[0]] = (node, name, by_row)
        else:
            before += [
                helper.make_node("Cast", [name + ".bytes"], [name + ".float"], to=TensorProto.FLOAT),
                helper.make_node("Mul", [name + ".float", name + ".scale"], [name]),
            ]
    nodes = list(before)
    for node in body.node:
        if node.output and node.output[0] in replaced:
            _, name, by_row = replaced[node.output[0]]
            out = node.output[0]
            scale = out + ".scale" if by_row else name + ".scale"
            nodes += [
                helper.make_node("Gather", [name + ".bytes", node.input[1]], [out + ".bytes"]),
                helper.make_node("Cast", [out + ".bytes"], [out + ".float"], to=TensorProto.FLOAT),
                *([helper.make_node("Gather", [name + ".scale", node.input[1]], [scale])] if by_row else []),
                helper.make_node("Mul", [out + ".float", scale], [out]),
            ]
        else:
            nodes.append(node)
    del body.initializer[:], body.node[:]
    body.initializer.extend([*kept, *added])
    body.node.extend(nodes)
    onnx.checker.check_model(copy)
    return copy
