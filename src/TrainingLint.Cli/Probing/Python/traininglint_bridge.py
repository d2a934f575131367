"""The PyTorch side of TrainingLint's bridge: answers questions about a model's loss, gradient and Hessian over a pipe.

`traininglint probe --config train.yaml --python probe.py:problem` runs this file; docs/bridge.md holds the protocol. It needs the standard
library, numpy and torch. The function named on the command line takes no arguments and returns

    model, loss, data                                a tuple, or
    {"model": ..., "loss": ..., "data": ..., ...}    a dictionary, which may also hold the keys of `OPTIONAL_KEYS`.

model   a torch.nn.Module. It is measured in the mode in which it is returned: train() or eval().
loss    loss(outputs, targets): one number, the mean over the samples.
data    (inputs, targets), each a tensor or a tuple, list or dict of tensors with the samples along the first dimension; or a DataLoader,
        Dataset or other iterable of such pairs, of which the first samples are frozen.

`MeasuredModel` can be used without a pipe as well, in tests of one's own.
"""

import collections.abc
import contextlib
import faulthandler
import importlib.util
import json
import linecache
import math
import mmap
import os
import queue
import random
import signal
import sys
import threading
import traceback
import types

try:
    import numpy
    import torch
    _MISSING = None
except ImportError as missing:
    numpy = torch = None
    _MISSING = missing

PROTOCOL = 1
OPTIONAL_KEYS = {
    "name": "name of the problem in reports",
    "held_out": "data that is not trained on, in the form of `data`",
    "predict": "predict(outputs): the class of each sample, as integers",
    "samples": "how many samples are taken from a loader; 1024 unless told otherwise",
    "chunk": "samples in one pass; as many as memory allows unless told otherwise",
}
SAMPLES_OF_LOADER = 1024
PASS_SEED = 20200924  # Of the random numbers that a forward pass draws: the same in every pass.
MEMORY_SHARE = 0.5  # Of the free memory, for kept graphs; the rest is for what the pass itself needs.
MEMORY_FOR_STARTS = 1 << 28  # The same seeds are asked for again and again, and the user's function may load its data every time.
GIGABYTE = 1 << 30


class BridgeError(Exception):
    """Something that is to be told to the user in these words."""

    def __init__(self, message, kind="problem"):
        super().__init__(message)
        self.kind = kind


# ---------------------------------------------------------------- the user's function and data


def load_function(path, name):
    """The function of that name in a file, whose directory is searched for modules as for a script."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    stem = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(stem, path)
    if spec is None:
        raise BridgeError("'%s' is no Python file; its name should end in .py" % displayed(path), "setup")
    module = importlib.util.module_from_spec(spec)
    sys.modules[stem] = module
    spec.loader.exec_module(module)
    function = getattr(module, name, None)
    if not callable(function):
        found = [key for key, value in vars(module).items() if isinstance(value, types.FunctionType) and not key.startswith("_")]
        raise BridgeError("'%s' has no function '%s'%s" % (displayed(path), name, "; it has " + ", ".join(found) if found else ""), "setup")
    return function


def parts_of(answer):
    """What the user's function returned, as a dictionary."""
    if isinstance(answer, (tuple, list)) and len(answer) == 3:
        answer = dict(zip(("model", "loss", "data"), answer))
    if not isinstance(answer, dict):
        raise BridgeError("the function returned %s; it should return (model, loss, data) or a dictionary with these keys" % kind_of(answer))
    for key in ("model", "loss", "data"):
        if answer.get(key) is None:
            raise BridgeError("what the function returned has no '%s'" % key)
    unknown = [str(key) for key in answer if key not in ("model", "loss", "data") and key not in OPTIONAL_KEYS]
    if unknown:
        raise BridgeError("what the function returned has the unknown key '%s'; there are model, loss, data, %s" % (unknown[0], ", ".join(OPTIONAL_KEYS)))
    if not isinstance(answer["model"], torch.nn.Module):
        raise BridgeError("the model is %s; it should be a torch.nn.Module" % kind_of(answer["model"]))
    if not callable(answer["loss"]):
        raise BridgeError("the loss is %s; it should be a function of outputs and targets" % kind_of(answer["loss"]))
    return answer


def kind_of(value):
    return "a " + type(value).__name__ if not isinstance(value, (tuple, list)) else "a %s of %d" % (type(value).__name__, len(value))


def tensors_in(value):
    """All tensors of a nested value, each with the way to it."""
    if isinstance(value, torch.Tensor):
        yield "", value
    elif isinstance(value, collections.abc.Mapping):
        for key, part in value.items():
            for way, tensor in tensors_in(part):
                yield "['%s']%s" % (key, way), tensor
    elif isinstance(value, (tuple, list)):
        for index, part in enumerate(value):
            for way, tensor in tensors_in(part):
                yield "[%d]%s" % (index, way), tensor
    else:
        raise BridgeError("the data hold %s where a tensor is wanted" % kind_of(value))


def mapped(value, change):
    """A nested value with every tensor changed."""
    if isinstance(value, torch.Tensor):
        return change(value)
    if isinstance(value, collections.abc.Mapping):
        return {key: mapped(part, change) for key, part in value.items()}
    return tuple(mapped(part, change) for part in value)


def joined(batches):
    """Batches of one nested form, one behind the other."""
    first = batches[0]
    if isinstance(first, torch.Tensor):
        return torch.cat(batches)
    if isinstance(first, dict):
        return {key: joined([batch[key] for batch in batches]) for key in first}
    return tuple(joined([batch[index] for batch in batches]) for index in range(len(first)))


class Samples:
    """Fixed samples: inputs and targets on the model's device."""

    def __init__(self, inputs, targets, device, what):
        self.count = None
        for name, value in (("inputs", inputs), ("targets", targets)):
            for way, tensor in tensors_in(value):
                self._check("the " + what + "'s " + name + way, tensor)
        self.inputs = mapped(inputs, lambda tensor: tensor.detach().to(device))
        self.targets = mapped(targets, lambda tensor: tensor.detach().to(device))
        if not self.count:
            raise BridgeError("the %s hold no samples" % what)

    def _check(self, name, tensor):
        if tensor.dim() == 0:
            raise BridgeError("%s have no dimension of samples" % name)
        if self.count is None:
            self.count = len(tensor)
        if len(tensor) != self.count:
            raise BridgeError("%s hold %d samples, but what comes before them holds %d" % (name, len(tensor), self.count))
        if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
            bad = int((~torch.isfinite(tensor.reshape(len(tensor), -1)).all(dim=1)).nonzero()[0])
            raise BridgeError("%s hold numbers that are not finite, first in sample %d" % (name, bad))

    def take(self, indices):
        """Inputs and targets of some samples; of all of them for None, and then without a copy."""
        if indices is None:
            return self.inputs, self.targets
        pick = (lambda tensor: tensor[indices]) if isinstance(indices, slice) else (lambda tensor: tensor.index_select(0, indices.to(tensor.device)))
        return mapped(self.inputs, pick), mapped(self.targets, pick)

    @property
    def shapes(self):
        return ", ".join("%s%s %s %s" % (name, way, list(tensor.shape), str(tensor.dtype).replace("torch.", ""))
                         for name, value in (("inputs", self.inputs), ("targets", self.targets)) for way, tensor in tensors_in(value))


def freeze(data, device, limit, what="data"):
    """Fixed samples out of tensors, a loader or a dataset, and whether they came out of a loader."""
    if isinstance(data, (tuple, list)) and len(data) == 2:
        return Samples(data[0], data[1], device, what), False
    if isinstance(data, torch.utils.data.Dataset) and not isinstance(data, torch.utils.data.IterableDataset):
        data = torch.utils.data.DataLoader(data, batch_size=min(256, limit))
    if isinstance(data, (torch.Tensor, collections.abc.Mapping, tuple, list, str)) or not hasattr(data, "__iter__"):
        raise BridgeError("the %s are %s; wanted are (inputs, targets) or a loader of such pairs" % (what, kind_of(data)))
    batches, count = [], 0
    for batch in data:
        if not isinstance(batch, (tuple, list)) or len(batch) != 2:
            raise BridgeError("a batch of the %s is %s; wanted is (inputs, targets)" % (what, kind_of(batch)))
        taken = len(next(tensors_in(batch))[1])
        batches.append(mapped(tuple(batch), lambda tensor: tensor[:limit - count]))
        count += taken
        if count >= limit:
            break
    if not batches:
        raise BridgeError("the %s hold no samples" % what)
    inputs, targets = joined(batches)
    return Samples(inputs, targets, device, what), True


# ---------------------------------------------------------------- the model


class Slot:
    """A parameter that is measured: where it is held (several places when tied), and its range in the flat vector."""

    def __init__(self, name, parameter, offset):
        self.name, self.parameter, self.offset = name, parameter, offset
        self.places = []
        self.end = offset + parameter.numel()


def places_of(model):
    """Every place in which a module holds a parameter: its full name, the module, and its name there."""
    for prefix, module in model.named_modules():
        for name, parameter in module._parameters.items():
            if parameter is not None:
                yield (prefix + "." if prefix else "") + name, module, name, parameter


def find_slots(model, notes):
    """The trainable parameters in the order of named_parameters, after a check that they can be measured."""
    slots, frozen, offset = {}, {}, 0
    for name, module, key, parameter in places_of(model):
        if isinstance(parameter, torch.nn.parameter.UninitializedParameter):
            raise BridgeError("the parameter '%s' has no shape yet; run the model on one batch before it is returned" % name)
        if not parameter.requires_grad:
            frozen.setdefault(id(parameter), (name, parameter.numel()))
            continue
        slot = slots.get(id(parameter))
        if slot is None:
            slot = slots[id(parameter)] = Slot(name, parameter, offset)
            offset = slot.end
        else:
            notes.append("'%s' is tied to '%s': one parameter" % (name, slot.name))
        slot.places.append((module, key))
    found = list(slots.values())
    check_slots(found)
    if frozen:
        notes.append("frozen and left out: %s (%d numbers)" % (shortened(name for name, _ in frozen.values()), sum(size for _, size in frozen.values())))
    return found


def check_slots(slots):
    if not slots:
        raise BridgeError("the model has no parameter that is trained")
    first = slots[0].parameter
    for slot in slots:
        parameter = slot.parameter
        if parameter.dtype not in (torch.float32, torch.float64):
            raise BridgeError("the parameter '%s' is %s; the probe measures float32 and float64 (call .float() on the model)" % (slot.name, str(parameter.dtype)[6:]))
        if parameter.dtype != first.dtype:
            raise BridgeError("the parameter '%s' is %s, but '%s' is %s; the probe wants one type" % (slot.name, str(parameter.dtype)[6:], slots[0].name, str(first.dtype)[6:]))
        if parameter.device != first.device or parameter.is_meta:
            raise BridgeError("the parameter '%s' is on %s, but '%s' is on %s; the probe wants one device with memory" % (slot.name, parameter.device, slots[0].name, first.device))
        if not bool(torch.isfinite(parameter.detach()).all()):
            raise BridgeError("the parameter '%s' starts with numbers that are not finite" % slot.name)
    ranges = sorted((slot.parameter.data_ptr(), slot.parameter.data_ptr() + slot.parameter.numel() * slot.parameter.element_size(), slot.name) for slot in slots if slot.parameter.is_contiguous())
    for (_, end, name), (start, _, other) in zip(ranges, ranges[1:]):
        if start < end:
            raise BridgeError("'%s' and '%s' share memory without being one parameter; tie them by assigning the parameter itself" % (name, other))


def shortened(names, shown=4):
    names = list(names)
    return ", ".join("'%s'" % name for name in names[:shown]) + (" and %d more" % (len(names) - shown) if len(names) > shown else "")


class Surroundings:
    """What measuring changes outside of the parameters: dropout, buffers, and the state of random numbers. Put back by `restore`."""

    def __init__(self, model, device, notes):
        self._device = device
        self._training = [(module, module.training) for module in model.modules()]
        self._rates = []
        self._buffers = [(module, key, buffer, buffer.detach().clone()) for module in model.modules() for key, buffer in module._buffers.items() if buffer is not None]
        self.in_training = any(training for _, training in self._training)
        self.normalises_over_batch = [name for name, module in model.named_modules() if isinstance(module, torch.nn.modules.batchnorm._BatchNorm) and module.training]
        self._switch_dropout_off(model, notes)
        notes.extend(self._batch_norm_notes(model))

    def _switch_dropout_off(self, model, notes):
        switched = []
        for name, module in model.named_modules():
            if isinstance(module, torch.nn.modules.dropout._DropoutNd) and module.training and module.p > 0:
                module.training = False
                switched.append(name)
            elif isinstance(module, (torch.nn.RNNBase, torch.nn.MultiheadAttention)) and module.training and module.dropout > 0:
                self._rates.append((module, module.dropout))
                module.dropout = 0.0
                switched.append(name)
        if switched:
            notes.append("dropout is off: " + shortened(switched))

    def _batch_norm_notes(self, model):
        if self.normalises_over_batch:
            yield "train mode: %s normalise by the batch they are given, so the loss of all samples is not the mean over batches" % shortened(self.normalises_over_batch)
        elif any(isinstance(module, torch.nn.modules.batchnorm._BatchNorm) for module in model.modules()):
            yield "eval mode: batch normalisation uses its running statistics, which stay as they are"

    @contextlib.contextmanager
    def of_a_pass(self):
        """The same random numbers in every pass, and afterwards random numbers and buffers as before it."""
        before = self.random_states()
        torch.default_generator.manual_seed(PASS_SEED)
        if self._device.type == "cuda":
            with torch.cuda.device(self._device):
                torch.cuda.manual_seed(PASS_SEED)
        random.seed(PASS_SEED)
        numpy.random.seed(PASS_SEED)
        try:
            yield
        finally:
            self.set_random_states(before)
            if self.in_training:
                self.restore_buffers()

    def random_states(self):
        cuda = torch.cuda.get_rng_state(self._device) if self._device.type == "cuda" else None
        return torch.get_rng_state(), cuda, random.getstate(), numpy.random.get_state()

    def set_random_states(self, states):
        torch.set_rng_state(states[0])
        if states[1] is not None:
            torch.cuda.set_rng_state(states[1], self._device)
        random.setstate(states[2])
        numpy.random.set_state(states[3])

    def restore_buffers(self):
        # Through .data, so that graphs which are kept do not take it for a change of what they saved.
        for module, key, buffer, saved in self._buffers:
            module._buffers[key] = buffer
            buffer.data.copy_(saved)

    def restore(self):
        self.restore_buffers()
        for module, training in self._training:
            module.training = training
        for module, rate in self._rates:
            module.dropout = rate


class Kept:
    """A point whose gradient can be differentiated again: the leaves, the samples, and the graph of each pass where memory allows."""

    def __init__(self, leaves, passes, graphs):
        self.leaves, self.passes, self.graphs = leaves, passes, graphs


class MeasuredModel:
    """A model as a mean loss over fixed samples, a function of one flat vector of parameters.

    The user's own parameters are never written: each point gets leaves of its own, which stand in for them during a forward pass only.
    """

    def __init__(self, parts, rebuild=None):
        parts = parts_of(parts)
        self.model, self._loss, self._rebuild = parts["model"], parts["loss"], rebuild
        self.notes = []
        self.slots = find_slots(self.model, self.notes)
        first = self.slots[0].parameter
        self.device, self.dtype, self.size = first.device, first.dtype, self.slots[-1].end
        self.name = str(parts.get("name") or type(self.model).__name__)
        limit = int(parts.get("samples") or SAMPLES_OF_LOADER)
        self.samples, loaded = freeze(parts["data"], self.device, limit)
        if loaded:
            self.notes.append("the first %d samples of the loader, frozen" % self.samples.count)
        self.held_out = freeze(parts["held_out"], self.device, limit, "held-out data")[0] if parts.get("held_out") is not None else None
        self._predict = parts.get("predict")
        self._kept, self.chunk, self._starts = None, self.samples.count, {}
        self._surroundings = Surroundings(self.model, self.device, self.notes)
        self.mode = "train" if self._surroundings.in_training else "eval"
        try:
            self._examine(parts.get("chunk"))
        except BaseException:
            self.close()
            raise

    def close(self):
        """Leaves the model as it was found."""
        self._kept = None
        self._surroundings.restore()

    # -- first looks

    def _examine(self, chunk):
        """Finds out by small passes what the model can do and how many samples fit into one pass."""
        few = min(self.samples.count, 8)
        point = self.start()
        self._first_pass(point, few)
        self._check_mean(point, few)
        self.twice_differentiable = self._try_second_derivative(point, few)
        self.bytes_per_sample = self._measure_graph(point, few)
        free = free_memory(self.device) * MEMORY_SHARE
        fitting = max(1, int(free / max(1.0, self.bytes_per_sample)))
        self.chunk = min(self.samples.count, int(chunk) if chunk else fitting)
        self.keeps_graph = self.bytes_per_sample * self.samples.count <= free
        if self.chunk < self.samples.count:
            if self._surroundings.normalises_over_batch:
                raise BridgeError("all %d samples do not fit into one pass, and '%s' normalises by its batch, so that passes cannot be joined; give fewer samples or return the model in eval mode"
                                  % (self.samples.count, self._surroundings.normalises_over_batch[0]))
            self.notes.append("passes of %d samples, joined by their sizes%s" % (self.chunk, "" if self.keeps_graph else "; graphs are rebuilt for every product, for want of memory"))

    def _first_pass(self, point, count):
        inputs, targets = self.samples.take(slice(0, count))
        try:
            with self._surroundings.of_a_pass():
                seeded = self._surroundings.random_states()[:2]
                with self._standing_in(self._leaves(point)):
                    outputs = self._call(inputs)
                self._scalar(outputs, targets, needs_gradient=True)
                drawn = any(first is not None and not torch.equal(first, second) for first, second in zip(seeded, self._surroundings.random_states()[:2]))
        except RuntimeError as failure:
            failure.samples = self.samples.shapes
            raise
        if drawn:
            self.notes.append("the forward pass draws random numbers; they are the same in every pass")
        has_classes = isinstance(targets, torch.Tensor) and targets.dim() == 1 and not targets.is_floating_point()
        self.classifies = self._predict is not None or (has_classes and isinstance(outputs, torch.Tensor) and outputs.dim() == 2)

    def _check_mean(self, point, few):
        """A sum doubles when every sample is given twice, a mean does not."""
        twice = torch.arange(few).repeat(2)
        once, double = self.loss(point, torch.arange(few)), self.loss(point, twice)
        if math.isfinite(once) and abs(double - 2 * once) < 1e-3 * abs(double) and abs(once) > 1e-6:
            raise BridgeError("the loss sums over samples (%.6g for %d of them, %.6g for the same twice); the probe wants the mean, such as reduction='mean'" % (once, few, double))

    def _try_second_derivative(self, point, few):
        try:
            kept = self._prepared(point, [(slice(0, few), few)], keep=True)
            for grads in kept.graphs:
                require_differentiable(grads)
                self._second(grads, kept.leaves, torch.ones_like(point))
            return True
        except (RuntimeError, NotImplementedError) as failure:
            if is_out_of_memory(failure):
                raise
            self.notes.append("no second derivative (%s); Hessian products are by differences of gradients" % str(failure).strip().splitlines()[0][:160])
            return False

    def _measure_graph(self, point, few):
        """Bytes that one sample adds to a kept graph: the difference between a small pass and one of half its size."""
        half = max(1, few // 2)
        if few == half:
            return 0.0
        more, less = (self._saved_bytes(point, count) for count in (few, half))
        return max(0.0, (more - less) / (few - half))

    def _saved_bytes(self, point, count):
        saved = {}

        def note(tensor):
            saved[tensor.data_ptr()] = tensor.numel() * tensor.element_size()
            return tensor

        indices = torch.arange(count)
        with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
            inputs, targets = self.samples.take(indices)
            leaves = self._leaves(point)
            with self._surroundings.of_a_pass(), self._standing_in(leaves):
                loss = self._scalar(self._call(inputs), targets)
            if self.twice_differentiable:
                torch.autograd.grad(loss, leaves, create_graph=True, allow_unused=True)
        return sum(saved.values())

    # -- points

    def start(self, seed=0):
        """The parameters that the user's function starts from with a seed, as one vector."""
        if seed in self._starts:
            return self._starts[seed].clone()
        slots = self.slots if seed == 0 or self._rebuild is None else self._slots_of_another(seed)
        start = torch.cat([slot.parameter.detach().reshape(-1) for slot in slots]).to(self.device)
        if (len(self._starts) + 1) * start.numel() * start.element_size() <= MEMORY_FOR_STARTS:
            self._starts[seed] = start.clone()
        return start

    def _slots_of_another(self, seed):
        other = find_slots(parts_of(self._rebuild(seed))["model"], [])
        for mine, its in zip(self.slots, other):
            if (mine.name, mine.parameter.shape) != (its.name, its.parameter.shape):
                raise BridgeError("with seed %d the function returns another model: '%s' %s instead of '%s' %s" % (seed, its.name, list(its.parameter.shape), mine.name, list(mine.parameter.shape)))
        if len(other) != len(self.slots):
            raise BridgeError("with seed %d the function returns another model: %d parameters instead of %d" % (seed, len(other), len(self.slots)))
        if all(torch.equal(mine.parameter, its.parameter.to(self.device)) for mine, its in zip(self.slots, other)):
            print("traininglint: the start with seed %d is that of seed 0; does the function set a seed of its own, or load weights?" % seed, file=sys.stderr, flush=True)
        return other

    def _leaves(self, point):
        return [torch.nn.Parameter(point[slot.offset:slot.end].view(slot.parameter.shape)) for slot in self.slots]

    @contextlib.contextmanager
    def _standing_in(self, leaves):
        """The model with other parameters for the length of a forward pass."""
        try:
            for slot, leaf in zip(self.slots, leaves):
                for module, key in slot.places:
                    setattr(module, key, leaf)
            yield
        finally:
            for slot in self.slots:
                for module, key in slot.places:
                    setattr(module, key, slot.parameter)

    # -- passes

    def _call(self, inputs):
        if isinstance(inputs, dict):
            return self.model(**inputs)
        return self.model(*inputs) if isinstance(inputs, (tuple, list)) else self.model(inputs)

    def _scalar(self, outputs, targets, needs_gradient=False):
        loss = self._loss(outputs, targets)
        if not isinstance(loss, torch.Tensor):
            raise BridgeError("the loss function returned %s; it should return a tensor with one number (without .item())" % kind_of(loss))
        if loss.numel() != 1 or not loss.is_floating_point():
            raise BridgeError("the loss function returned %s %s; it should return one number, the mean over the samples" % (str(loss.dtype)[6:], list(loss.shape)))
        if needs_gradient and not loss.requires_grad:
            raise BridgeError("the loss does not depend on any parameter; is it detached, or computed under no_grad?")
        return loss.reshape(())

    def _passes(self, indices, count):
        """Which samples go through the model together, and how many they are."""
        if count <= self.chunk:
            return [(indices, count)]
        ranges = [slice(start, min(count, start + self.chunk)) for start in range(0, count, self.chunk)]
        return [(part if indices is None else indices[part], part.stop - part.start) for part in ranges]

    def loss(self, point, indices=None, gradient=None, samples=None):
        """The mean loss; writes the gradient into a flat tensor when one is given."""
        samples = samples or self.samples
        count = samples.count if indices is None else len(indices)
        passes = self._passes(indices, count)
        total, into = 0.0, Sum(self, gradient, len(passes)) if gradient is not None else None
        for chosen, size in passes:
            inputs, targets = samples.take(chosen)
            with torch.set_grad_enabled(gradient is not None), self._surroundings.of_a_pass():
                leaves = self._leaves(point)
                with self._standing_in(leaves):
                    loss = self._scalar(self._call(inputs), targets, needs_gradient=gradient is not None)
                total += size / count * float(loss.detach())
                if into is not None:
                    into.add(torch.autograd.grad(loss, leaves, allow_unused=True), size / count)
        if into is not None:
            into.finish()
        return total

    def unused(self):
        """Names of parameters on which the loss of all samples does not depend."""
        names = None
        for chosen, _ in self._passes(None, self.samples.count):
            inputs, targets = self.samples.take(chosen)
            leaves = self._leaves(self.start())
            with self._surroundings.of_a_pass(), self._standing_in(leaves):
                loss = self._scalar(self._call(inputs), targets, needs_gradient=True)
            without = {slot.name for slot, part in zip(self.slots, torch.autograd.grad(loss, leaves, allow_unused=True)) if part is None}
            names = without if names is None else names & without
        return [slot.name for slot in self.slots if slot.name in names]

    def prepare(self, point, indices=None):
        """Gets ready for Hessian products at a copy of the point."""
        self._kept = None
        count = self.samples.count if indices is None else len(indices)
        self._kept = self._prepared(point.clone(), self._passes(indices, count), keep=self.bytes_per_sample * count <= free_memory(self.device) * MEMORY_SHARE)

    def _prepared(self, point, passes, keep):
        leaves = self._leaves(point)
        return Kept(leaves, passes, [self._gradient_graph(leaves, chosen) for chosen, _ in passes] if keep else None)

    def _gradient_graph(self, leaves, chosen):
        inputs, targets = self.samples.take(chosen)
        with self._surroundings.of_a_pass():
            with self._standing_in(leaves):
                loss = self._scalar(self._call(inputs), targets, needs_gradient=True)
            return torch.autograd.grad(loss, leaves, create_graph=True, allow_unused=True)

    def products(self, vectors, products):
        """Hessian times each row of `vectors`, into the rows of `products`."""
        kept = self._kept
        sums = [Sum(self, row, len(kept.passes)) for row in products]
        count = sum(size for _, size in kept.passes)
        for index, (chosen, size) in enumerate(kept.passes):
            grads = kept.graphs[index] if kept.graphs is not None else self._gradient_graph(kept.leaves, chosen)
            for vector, into in zip(vectors, sums):
                into.add(self._second(grads, kept.leaves, vector), size / count)
        for into in sums:
            into.finish()

    def _second(self, grads, leaves, vector):
        curved = [(grad, vector[slot.offset:slot.end].view(grad.shape)) for grad, slot in zip(grads, self.slots) if grad is not None and grad.requires_grad]
        if not curved:
            return [None] * len(leaves)
        return torch.autograd.grad([grad for grad, _ in curved], leaves, [part for _, part in curved], retain_graph=True, allow_unused=True)

    def predict(self, point, indices, classes):
        """Writes the predicted class of each sample."""
        done = 0
        for chosen, size in self._passes(indices, self.samples.count if indices is None else len(indices)):
            inputs, _ = self.samples.take(chosen)
            with torch.no_grad(), self._surroundings.of_a_pass():
                with self._standing_in(self._leaves(point)):
                    outputs = self._call(inputs)
                found = torch.as_tensor(self._predict(outputs) if self._predict is not None else outputs.argmax(dim=1))
            if found.dim() != 1 or len(found) != size or found.is_floating_point():
                raise BridgeError("predict returned %s %s; it should return %d integers, a class for each sample" % (str(found.dtype)[6:], list(found.shape), size))
            classes[done:done + size].copy_(found)
            done += size


def require_differentiable(grads):
    """Raises where a function was written for one derivative only: such a node has no way back to the parameters, so that a second
    derivative would be taken for zero without a word."""
    seen, waiting = set(), [grad.grad_fn for grad in grads if grad is not None]
    while waiting:
        node = waiting.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        if node.name().endswith(("autograd::Error", "autograd::DelayedError", "autograd::NotImplemented")):
            raise NotImplementedError("a function in the model can be differentiated once only")
        waiting.extend(following for following, _ in node.next_functions)


class Sum:
    """A flat vector that is written at once by a single pass, and added up in double by several."""

    def __init__(self, model, target, passes):
        self._slots, self._target, self._passes = model.slots, target, passes
        self._total = torch.zeros(model.size, dtype=torch.float64, device=model.device) if passes > 1 else target

    def add(self, parts, share):
        for slot, part in zip(self._slots, parts):
            into = self._total[slot.offset:slot.end]
            if self._passes > 1:
                if part is not None:
                    into.add_(part.detach().reshape(-1), alpha=share)
            elif part is None:
                into.zero_()
            else:
                into.copy_(part.detach().reshape(-1))

    def finish(self):
        if self._passes > 1:
            self._target.copy_(self._total)


def free_memory(device):
    """Bytes that can still be used on a device."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    free = None
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/meminfo", encoding="ascii") as lines:
            free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
    with contextlib.suppress(OSError, ValueError):
        with open("/sys/fs/cgroup/memory.max", encoding="ascii") as limit, open("/sys/fs/cgroup/memory.current", encoding="ascii") as used:
            left = int(limit.read()) - int(used.read())
            free = left if free is None else min(free, left)
    return 2 * GIGABYTE if free is None else free


def is_out_of_memory(failure):
    text = str(failure)
    return isinstance(failure, MemoryError) or (isinstance(failure, RuntimeError) and ("out of memory" in text or "can't allocate memory" in text or "not enough memory" in text))


# ---------------------------------------------------------------- the pipe


class Channel:
    """The protocol's ends of standard input and output. Everybody else gets an empty input, and standard error for output."""

    def __init__(self):
        lines = os.fdopen(os.dup(0), "rb")
        self._output = os.fdopen(os.dup(1), "wb", buffering=0)
        with open(os.devnull, "rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        self._lines = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(lines,), daemon=True).start()

    def _read(self, lines):
        last = b""
        for line in lines:
            self._lines.put(line)
            last = line
        # Without a farewell, nobody is left to answer to, whatever the main thread is doing.
        if b'"shutdown"' not in last:
            os._exit(0)

    def receive(self):
        return json.loads(self._lines.get())

    def send(self, message):
        self._output.write((json.dumps(message, allow_nan=False) + "\n").encode("utf-8"))


class SharedVectors:
    """The memory that both sides see, as tensors."""

    def __init__(self, request, model):
        self._file = open(request["path"], "r+b")
        self._memory = mmap.mmap(self._file.fileno(), request["bytes"])
        self._file.close()
        number = numpy.float32 if model.dtype == torch.float32 else numpy.float64
        offsets, width, size = request["offsets"], request["width"], model.size
        self.parameters = self._tensor(number, size, offsets["parameters"])
        self.gradient = self._tensor(number, size, offsets["gradient"])
        self.vectors = self._tensor(number, width * size, offsets["vectors"]).view(width, size)
        self.products = self._tensor(number, width * size, offsets["products"]).view(width, size)
        self.indices = self._tensor(numpy.int32, model.samples.count, offsets["indices"])
        self.classes = self._tensor(numpy.int32, model.samples.count, offsets["classes"])

    def _tensor(self, number, count, offset):
        return torch.from_numpy(numpy.frombuffer(self._memory, dtype=number, count=count, offset=offset))


class Server:
    """Answers one request after the other."""

    def __init__(self, channel, path, function):
        self._channel, self._path, self._function_name = channel, path, function
        self._function = self._model = self._shared = None
        self._commands = {
            "describe": self._describe, "map": self._map, "initialise": self._initialise, "loss": self._loss, "prepare": self._prepare,
            "products": self._products, "predict": self._predict, "heldOutLoss": self._held_out_loss,
        }

    def run(self):
        while True:
            request = self._channel.receive()
            if request.get("command") == "shutdown":
                if self._model is not None:
                    self._model.close()
                self._channel.send({})
                return
            self._channel.send(self._answer(request))

    def _answer(self, request):
        try:
            handler = self._commands.get(request.get("command"))
            if handler is None:
                raise BridgeError("unknown command '%s'" % request.get("command"), "protocol")
            return handler(request) or {}
        except BridgeError as failure:
            return {"error": {"kind": failure.kind, "message": str(failure), "trace": []}}
        except BaseException as failure:  # Whatever the user's code raises, SystemExit too, is answered.
            return {"error": self._failure(failure)}

    def _failure(self, failure):
        trace = users_frames(failure)
        if is_out_of_memory(failure):
            message = "out of memory: " + str(failure).strip().splitlines()[0][:200] if str(failure).strip() else "out of memory"
            return {"kind": "memory", "message": message + "; return fewer samples, or a smaller 'chunk'", "trace": trace}
        message = "".join(traceback.format_exception_only(type(failure), failure)).strip()
        if hasattr(failure, "samples"):
            message += " (with " + failure.samples + ")"
        return {"kind": "problem", "message": message, "trace": trace}

    def _describe(self, request):
        if request.get("protocol") != PROTOCOL:
            raise BridgeError("this bridge speaks protocol %d, not %s" % (PROTOCOL, request.get("protocol")), "protocol")
        if _MISSING is not None:
            missing = [name for name in ("numpy", "torch") if importlib.util.find_spec(name) is None]
            raise BridgeError("the Python at %s (%s) %s; choose another with --python-executable or TRAININGLINT_PYTHON"
                              % (sys.executable, ".".join(map(str, sys.version_info[:3])), "has no " + " and no ".join(missing) if missing else "cannot import torch: %s" % _MISSING), "setup")
        self._function = load_function(self._path, self._function_name)
        model = self._model = MeasuredModel(self._call_function(0), self._call_function)
        if model.device.type == "cuda":
            torch.use_deterministic_algorithms(True, warn_only=True)
            torch.backends.cudnn.benchmark = False
        unused = model.unused()
        if unused:
            model.notes.append("without influence on the loss, gradient zero: " + shortened(unused))
        offers = [name for name, offered in (("products", model.twice_differentiable), ("predict", model.classifies), ("heldOutLoss", model.held_out is not None)) if offered]
        return {
            "protocol": PROTOCOL, "name": model.name, "precision": str(model.dtype)[6:], "parameters": model.size, "samples": model.samples.count,
            "tensors": [{"name": slot.name, "shape": list(slot.parameter.shape)} for slot in model.slots],
            "offers": offers, "notes": ["%s mode on %s, %s" % (model.mode, model.device, model.samples.shapes)] + model.notes,
        }

    def _call_function(self, seed):
        torch.manual_seed(seed)
        random.seed(seed)
        numpy.random.seed(seed % (1 << 32))
        return self._function()

    def _map(self, request):
        self._shared = SharedVectors(request, self._model)

    def _initialise(self, request):
        self._shared.parameters.copy_(self._model.start(int(request["seed"])))

    def _loss(self, request):
        model = self._model
        if not request["gradient"]:
            return {"loss": number(model.loss(self._point(), self._indices(request)))}
        direct = model.device.type == "cpu"
        gradient = self._shared.gradient if direct else torch.empty(model.size, dtype=model.dtype, device=model.device)
        loss = model.loss(self._point(), self._indices(request), gradient)
        if not direct:
            self._shared.gradient.copy_(gradient)
        return {"loss": number(loss)}

    def _prepare(self, request):
        self._model.prepare(self._point(), self._indices(request))

    def _products(self, request):
        count, model, shared = int(request["count"]), self._model, self._shared
        if model.device.type == "cpu":
            model.products(shared.vectors[:count], shared.products[:count])
        else:
            products = torch.empty(count, model.size, dtype=model.dtype, device=model.device)
            model.products(shared.vectors[:count].to(model.device), products)
            shared.products[:count].copy_(products)

    def _predict(self, request):
        indices = self._indices(request)
        self._model.predict(self._point(), indices, self._shared.classes[:self._model.samples.count if indices is None else len(indices)])

    def _held_out_loss(self, request):
        return {"loss": number(self._model.loss(self._point(), samples=self._model.held_out))}

    def _point(self):
        return self._shared.parameters.to(self._model.device)

    def _indices(self, request):
        count = request.get("samples")
        return None if count is None else self._shared.indices[:count].long()


def number(value):
    """JSON has no words for what is not finite; these are the protocol's."""
    return value if math.isfinite(value) else "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def users_frames(failure):
    """The frames of a traceback that are the user's: not of this file, the standard library or installed packages."""
    libraries = tuple({os.path.dirname(os.__file__) + os.sep} | {path + os.sep for path in sys.path if path.endswith(("site-packages", "dist-packages"))})
    lines = []
    for frame in traceback.extract_tb(failure.__traceback__):
        if frame.filename == __file__ or frame.filename.startswith(libraries) or frame.filename.startswith("<"):
            continue
        lines.append('File "%s", line %d, in %s' % (displayed(frame.filename), frame.lineno, frame.name))
        source = linecache.getline(frame.filename, frame.lineno).strip()
        if source:
            lines.append("  " + source)
    return lines


def displayed(path):
    """A path below the working directory, relative to it; any other as it is."""
    with contextlib.suppress(ValueError):
        relative = os.path.relpath(path)
        return path if relative.startswith("..") else relative
    return path


def main(arguments):
    """Serves the function `arguments[1]` of the file `arguments[0]` until its input ends."""
    # Ctrl-C reaches the whole group of processes; this one ends with the other's input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    Server(Channel(), arguments[0], arguments[1]).run()


if __name__ == "__main__":
    main(sys.argv[1:])
