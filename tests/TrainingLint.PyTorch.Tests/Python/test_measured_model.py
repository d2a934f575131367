"""The model's side of the bridge without a pipe: what it measures, what it refuses, and that it leaves everything as it was."""

import random
import unittest

import numpy
import torch
from torch import nn

import problems
from traininglint_bridge import BridgeError, MeasuredModel


def few(model_inputs=6, count=40, classes=3, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(count, model_inputs, generator=generator), torch.randint(0, classes, (count,), generator=generator)


def gradient_of(measured, point, indices=None):
    gradient = torch.full((measured.size,), float("nan"), dtype=measured.dtype)
    return measured.loss(point, indices, gradient), gradient


def product_of(measured, vectors):
    products = torch.full_like(vectors, float("nan"))
    measured.products(vectors, products)
    return products


def dense_hessian(function, point):
    return torch.autograd.functional.hessian(function, point)


class Truth(unittest.TestCase):
    """Against closed forms and dense Hessians."""

    def test_linear_regression_has_its_closed_form(self):
        for seed in (1, 2, 3):
            torch.manual_seed(seed)
            inputs, targets = torch.randn(30, 4).double(), torch.randn(30, 1).double()
            model = nn.Linear(4, 1, bias=False).double()
            measured = MeasuredModel((model, lambda outputs, wanted: ((outputs - wanted) ** 2).mean() / 2, (inputs, targets)))
            point = torch.randn(4).double()
            loss, gradient = gradient_of(measured, point)
            residual = inputs @ point - targets[:, 0]
            self.assertAlmostEqual(loss, float((residual ** 2).mean() / 2), 13)
            torch.testing.assert_close(gradient, inputs.T @ residual / 30, rtol=1e-12, atol=1e-14)
            measured.prepare(point)
            torch.testing.assert_close(product_of(measured, torch.eye(4).double()), inputs.T @ inputs / 30, rtol=1e-12, atol=1e-14)

    def test_products_are_those_of_the_dense_hessian(self):
        torch.manual_seed(4)
        model = nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3)).double()
        inputs, targets = few()
        inputs = inputs.double()
        measured = MeasuredModel((model, nn.CrossEntropyLoss(), (inputs, targets)))

        def loss(point):
            first, bias, second, other = point.split((30, 5, 15, 3))
            return nn.functional.cross_entropy(torch.tanh(inputs @ first.view(5, 6).T + bias) @ second.view(3, 5).T + other, targets)

        point = measured.start()
        truth = dense_hessian(loss, point)
        measured.prepare(point)
        torch.testing.assert_close(product_of(measured, torch.eye(53).double()), truth, rtol=1e-10, atol=1e-13)
        measured.prepare(point, torch.tensor([1, 5, 7]))
        self.assertFalse(torch.allclose(product_of(measured, torch.eye(53).double()), truth))

    def test_a_tied_weight_is_one_parameter(self):
        class Tied(nn.Module):
            def __init__(self):
                super().__init__()
                self.first = nn.Linear(1, 1, bias=False)
                self.second = nn.Linear(1, 1, bias=False)
                self.second.weight = self.first.weight

            def forward(self, inputs):
                return self.second(self.first(inputs))

        # L = (w w x - y)^2 / 2 at x = 1, y = 0: gradient 2 w^3, curvature 6 w^2.
        measured = MeasuredModel((Tied().double(), lambda outputs, targets: ((outputs - targets) ** 2).mean() / 2, (torch.ones(4, 1).double(), torch.zeros(4, 1).double())))
        point = torch.tensor([1.5]).double()
        loss, gradient = gradient_of(measured, point)
        measured.prepare(point)
        self.assertEqual(measured.size, 1)
        self.assertAlmostEqual(loss, 1.5 ** 4 / 2, 12)
        self.assertAlmostEqual(float(gradient), 2 * 1.5 ** 3, 12)
        self.assertAlmostEqual(float(product_of(measured, torch.ones(1, 1).double())), 6 * 1.5 ** 2, 11)
        self.assertIn("'second.weight' is tied to 'first.weight': one parameter", measured.notes)

    def test_weights_before_batch_normalisation_have_no_slope_along_themselves(self):
        torch.manual_seed(5)
        model = nn.Sequential(nn.Linear(6, 4, bias=False), nn.BatchNorm1d(4, eps=0.0), nn.Tanh(), nn.Linear(4, 3)).double()
        inputs, targets = few()
        measured = MeasuredModel((model, nn.CrossEntropyLoss(), (inputs.double(), targets)))
        point = measured.start()
        _, gradient = gradient_of(measured, point)
        self.assertLess(abs(float(point[:24] @ gradient[:24])), 1e-14)
        doubled = point.clone()
        doubled[:24] *= 2
        direction = torch.zeros(1, measured.size).double()
        direction[0, :24] = torch.randn(24).double()
        measured.prepare(point)
        once = product_of(measured, direction)[0] @ direction[0]
        measured.prepare(doubled)
        self.assertAlmostEqual(float(product_of(measured, direction)[0] @ direction[0] / once), 0.25, 9)

    def test_a_convolution_a_recurrence_and_attention_are_symmetric(self):
        class Reads(nn.Module):
            def __init__(self, kind):
                super().__init__()
                self.embed = nn.Embedding(20, 8)
                self.body = nn.LSTM(8, 8, batch_first=True, num_layers=2, dropout=0.3) if kind == "lstm" else nn.TransformerEncoderLayer(8, 2, 16, dropout=0.3, batch_first=True)
                self.head = nn.Linear(8, 3)

            def forward(self, tokens):
                hidden = self.body(self.embed(tokens))
                return self.head((hidden[0] if isinstance(hidden, tuple) else hidden).mean(dim=1))

        tokens = torch.randint(0, 20, (12, 5), generator=torch.Generator().manual_seed(1))
        images = torch.randn(12, 1, 8, 8, generator=torch.Generator().manual_seed(2))
        targets = torch.arange(12) % 3
        convolution = nn.Sequential(nn.Conv2d(1, 4, 3), nn.GELU(), nn.Flatten(), nn.Linear(144, 3))
        for model, inputs in ((Reads("lstm").double(), tokens), (Reads("attention").double(), tokens), (convolution.double(), images.double())):
            measured = MeasuredModel((model, nn.CrossEntropyLoss(), (inputs, targets)))
            point = measured.start()
            measured.prepare(point)
            pair = torch.randn(2, measured.size, generator=torch.Generator().manual_seed(3)).double()
            images_of_pair = product_of(measured, pair)
            left, right = pair[0] @ images_of_pair[1], pair[1] @ images_of_pair[0]
            self.assertLess(abs(float(left - right)), 1e-12 * float(pair[0].norm() * images_of_pair[1].norm()))
            self.assertGreater(float(images_of_pair.norm()), 0)
            self.assertEqual(gradient_of(measured, point)[0], gradient_of(measured, point)[0])

    def test_passes_in_parts_give_what_one_pass_gives(self):
        torch.manual_seed(6)
        model, data = nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3)), few(count=40)
        whole = MeasuredModel((model, nn.CrossEntropyLoss(), data))
        parts = MeasuredModel({"model": model, "loss": nn.CrossEntropyLoss(), "data": data, "chunk": 7})
        point, vectors = whole.start(), torch.randn(3, whole.size)
        self.assertTrue(any("passes of 7 samples" in note for note in parts.notes))
        for indices in (None, torch.tensor([3, 1, 4, 1, 5, 9, 2, 6, 5])):
            (loss, gradient), (loss_in_parts, gradient_in_parts) = gradient_of(whole, point, indices), gradient_of(parts, point, indices)
            self.assertAlmostEqual(loss, loss_in_parts, 6)
            torch.testing.assert_close(gradient, gradient_in_parts, rtol=1e-5, atol=1e-7)
            for measured in (whole, parts):
                measured.prepare(point, indices)
            torch.testing.assert_close(product_of(whole, vectors), product_of(parts, vectors), rtol=1e-5, atol=1e-6)
            classes = torch.full((2, 40), -1, dtype=torch.int32)
            whole.predict(point, indices, classes[0])
            parts.predict(point, indices, classes[1])
            self.assertTrue(torch.equal(classes[0], classes[1]))

    def test_a_rebuilt_graph_gives_what_a_kept_one_gives(self):
        torch.manual_seed(7)
        measured = MeasuredModel((nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3)), nn.CrossEntropyLoss(), few()))
        point, vectors = measured.start(), torch.randn(2, measured.size)
        measured.prepare(point)
        kept = product_of(measured, vectors)
        measured.bytes_per_sample = float(1 << 60)
        measured.prepare(point)
        self.assertIsNone(measured._kept.graphs)
        self.assertTrue(torch.equal(kept, product_of(measured, vectors)))

    def test_a_kept_point_does_not_see_what_comes_after_it(self):
        torch.manual_seed(8)
        measured = MeasuredModel((nn.Sequential(nn.Linear(6, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 3)), nn.CrossEntropyLoss(), few()))
        point, vectors = measured.start(), torch.randn(1, measured.size)
        shared = point.clone()
        measured.prepare(shared)
        before = product_of(measured, vectors)
        shared.mul_(3)
        gradient_of(measured, shared)
        self.assertTrue(torch.equal(before, product_of(measured, vectors)))


class Surroundings(unittest.TestCase):
    """Dropout, batch normalisation and random numbers."""

    def test_everything_is_named(self):
        measured = MeasuredModel(problems.everything())
        notes = "\n".join(measured.notes)
        self.assertIn("'decode.weight' is tied to 'encode.weight': one parameter", notes)
        self.assertIn("frozen and left out: 'frozen.weight', 'frozen.bias' (156 numbers)", notes)
        self.assertIn("dropout is off: 'dropout'", notes)
        self.assertIn("train mode: 'normalise' normalise by the batch", notes)
        self.assertEqual(measured.unused(), ["unused.weight", "unused.bias"])
        _, gradient = gradient_of(measured, measured.start())
        unused = next(slot for slot in measured.slots if slot.name == "unused.weight")
        self.assertEqual(float(gradient[unused.offset:unused.end].abs().max()), 0)
        measured.prepare(measured.start())
        product = product_of(measured, torch.ones(1, measured.size))
        self.assertEqual(float(product[0, unused.offset:unused.end].abs().max()), 0)
        self.assertTrue(bool(torch.isfinite(product).all()))

    def test_the_mode_is_that_of_the_model(self):
        torch.manual_seed(9)
        model = nn.Sequential(nn.Linear(6, 4), nn.BatchNorm1d(4), nn.Linear(4, 3))
        inputs, targets = few()
        with torch.no_grad():
            for _ in range(3):
                model(inputs * 5)
        expected = {mode: float(nn.functional.cross_entropy(model.train(mode)(inputs), targets)) for mode in (True, False)}
        for mode in (True, False):
            model.train(mode)
            measured = MeasuredModel((model, nn.CrossEntropyLoss(), (inputs, targets)))
            self.assertEqual(measured.mode, "train" if mode else "eval")
            if mode:
                self.assertAlmostEqual(measured.loss(measured.start()), expected[True], 6)
            measured.close()
        self.assertNotAlmostEqual(expected[True], expected[False], 2)

    def test_functional_dropout_has_one_mask(self):
        class Drops(nn.Module):
            def __init__(self):
                super().__init__()
                self.layer = nn.Linear(6, 3)

            def forward(self, inputs):
                return self.layer(nn.functional.dropout(inputs, 0.5))

        measured = MeasuredModel((Drops(), nn.CrossEntropyLoss(), few()))
        self.assertIn("the forward pass draws random numbers; they are the same in every pass", measured.notes)
        first, second = gradient_of(measured, measured.start()), gradient_of(measured, measured.start())
        self.assertEqual(first[0], second[0])
        self.assertTrue(torch.equal(first[1], second[1]))

    def test_everything_is_left_as_it_was(self):
        torch.manual_seed(10)
        model, loss, data = problems.everything()
        model.train()
        model.head.eval()
        parameters = {name: (id(parameter), parameter.detach().clone(), parameter.requires_grad) for name, parameter in model.named_parameters()}
        buffers = {name: (id(buffer), buffer.clone()) for name, buffer in model.named_buffers()}
        modes = [module.training for module in model.modules()]
        states = (torch.get_rng_state(), random.getstate(), numpy.random.get_state()[1].copy())

        measured = MeasuredModel((model, loss, data))
        point = measured.start() * 2
        gradient_of(measured, point)
        measured.prepare(point, torch.arange(5))
        product_of(measured, torch.ones(1, measured.size))
        measured.predict(point, None, torch.zeros(120, dtype=torch.int32))
        measured.unused()
        self.assert_as_before(model, parameters, buffers, states)
        measured.close()

        self.assert_as_before(model, parameters, buffers, states)
        self.assertEqual([module.training for module in model.modules()], modes)
        self.assertTrue(all(parameter.grad is None for parameter in model.parameters()))
        self.assertIs(model.decode.weight, model.encode.weight)

    def assert_as_before(self, model, parameters, buffers, states):
        for name, parameter in model.named_parameters():
            identity, value, requires = parameters[name]
            self.assertEqual((id(parameter), parameter.requires_grad), (identity, requires), name)
            self.assertTrue(torch.equal(parameter, value), name)
        for name, buffer in model.named_buffers():
            self.assertEqual(id(buffer), buffers[name][0], name)
            self.assertTrue(torch.equal(buffer, buffers[name][1]), name)
        self.assertTrue(torch.equal(torch.get_rng_state(), states[0]))
        self.assertEqual(random.getstate(), states[1])
        self.assertTrue((numpy.random.get_state()[1] == states[2]).all())

    def test_a_pass_that_raises_leaves_the_model_as_it_was(self):
        model = problems.Sometimes(lambda: divmod(1, 0), after=30)
        mine = dict(model.named_parameters())
        measured = MeasuredModel((model, nn.CrossEntropyLoss(), problems.few()))
        with self.assertRaises(ZeroDivisionError):
            for _ in range(40):
                measured.loss(measured.start() + 1)
        self.assertTrue(all(parameter is mine[name] for name, parameter in model.named_parameters()))

    def test_refusing_a_model_leaves_it_as_it_was(self):
        model = nn.Sequential(nn.Dropout(0.5), nn.Linear(6, 3))
        with self.assertRaises(BridgeError):
            MeasuredModel((model, lambda outputs, targets: 1.0, few()))
        self.assertTrue(all(module.training for module in model.modules()))

    def test_a_seed_starts_another_model(self):
        built = []

        def rebuild(seed):
            built.append(seed)
            torch.manual_seed(seed)
            return nn.Linear(6, 3), nn.CrossEntropyLoss(), few()

        measured = MeasuredModel(rebuild(0), rebuild)
        measured.start(5).zero_()
        self.assertTrue(torch.equal(measured.start(0), measured.start(0)))
        self.assertTrue(torch.equal(measured.start(5), measured.start(5)))
        self.assertFalse(torch.equal(measured.start(5), measured.start(0)))
        self.assertGreater(float(measured.start(5).abs().max()), 0)
        self.assertEqual(built, [0, 5])

    def test_a_seed_that_changes_the_model_is_refused(self):
        def rebuild(seed):
            return nn.Linear(6, 3 + seed), nn.CrossEntropyLoss(), few()

        with self.assertRaisesRegex(BridgeError, "another model: 'weight' \\[5, 6\\] instead of 'weight' \\[3, 6\\]"):
            MeasuredModel(rebuild(0), rebuild).start(2)


class Data(unittest.TestCase):
    """Tensors, nested tensors, loaders."""

    def test_a_loader_is_frozen(self):
        inputs, targets = few(count=50)
        loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(inputs, targets), batch_size=8, shuffle=True)
        measured = MeasuredModel({"model": nn.Linear(6, 3), "loss": nn.CrossEntropyLoss(), "data": loader, "samples": 21})
        self.assertEqual(measured.samples.count, 21)
        self.assertIn("the first 21 samples of the loader, frozen", measured.notes)
        self.assertEqual(measured.loss(measured.start()), measured.loss(measured.start()))

    def test_a_dataset_and_an_endless_generator_will_do(self):
        inputs, targets = few(count=50)

        def endless():
            while True:
                yield inputs[:9], targets[:9]

        dataset = torch.utils.data.TensorDataset(inputs, targets)
        self.assertEqual(MeasuredModel((nn.Linear(6, 3), nn.CrossEntropyLoss(), dataset)).samples.count, 50)
        self.assertEqual(MeasuredModel({"model": nn.Linear(6, 3), "loss": nn.CrossEntropyLoss(), "data": endless(), "samples": 20}).samples.count, 20)

    def test_inputs_by_name_and_in_order(self):
        class Two(nn.Module):
            def __init__(self):
                super().__init__()
                self.layer = nn.Linear(6, 3)

            def forward(self, first, second):
                return self.layer(first - 2 * second)

        inputs, targets = few()
        torch.manual_seed(11)
        model = Two()
        by_name = MeasuredModel((model, nn.CrossEntropyLoss(), ({"second": inputs, "first": inputs * 3}, targets)))
        in_order = MeasuredModel((model, nn.CrossEntropyLoss(), ((inputs * 3, inputs), targets)))
        point = by_name.start()
        self.assertEqual(by_name.loss(point), in_order.loss(point))
        self.assertEqual(by_name.loss(point, torch.tensor([2, 3])), in_order.loss(point, torch.tensor([2, 3])))

    def test_held_out_samples_have_a_loss_of_their_own(self):
        inputs, targets = few(count=60)
        model = nn.Linear(6, 3)
        measured = MeasuredModel({"model": model, "loss": nn.CrossEntropyLoss(), "data": (inputs[:40], targets[:40]), "held_out": (inputs[40:], targets[40:])})
        point = measured.start()
        with torch.no_grad():
            self.assertAlmostEqual(measured.loss(point, samples=measured.held_out), float(nn.functional.cross_entropy(model(inputs[40:]), targets[40:])), 6)


class Refusals(unittest.TestCase):
    """What cannot be measured is refused with its name."""

    def refuses(self, message, parts):
        with self.assertRaisesRegex(BridgeError, message):
            MeasuredModel(parts)

    def test_parameters(self):
        loss = nn.CrossEntropyLoss()
        self.refuses("no parameter that is trained", (nn.Linear(6, 3).requires_grad_(False), loss, few()))
        self.refuses("'weight' is float16", (nn.Linear(6, 3).half(), loss, few()))
        mixed = nn.Sequential(nn.Linear(6, 4), nn.Linear(4, 3).double())
        self.refuses("'1.weight' is float64, but '0.weight' is float32", (mixed, loss, few()))
        shared = nn.Sequential(nn.Linear(6, 6), nn.Linear(6, 3))
        shared[1].weight.data = shared[0].weight.data[:3]
        self.refuses("'0.weight' and '1.weight' share memory|'1.weight' and '0.weight' share memory", (shared, loss, few()))
        self.refuses("'0.weight' has no shape yet", (nn.Sequential(nn.LazyLinear(3)), loss, few()))
        bad = nn.Linear(6, 3)
        bad.bias.data[1] = float("inf")
        self.refuses("'bias' starts with numbers that are not finite", (bad, loss, few()))

    def test_losses(self):
        model = nn.Linear(6, 3)
        self.refuses("returned a float; it should return a tensor", (model, lambda outputs, targets: nn.functional.cross_entropy(outputs, targets).item(), few()))
        self.refuses("float32 \\[8\\]; it should return one number", (model, nn.CrossEntropyLoss(reduction="none"), few()))
        self.refuses("sums over samples", (model, nn.CrossEntropyLoss(reduction="sum"), few()))
        self.refuses("does not depend on any parameter", (model, lambda outputs, targets: nn.functional.cross_entropy(outputs.detach(), targets), few()))

    def test_data(self):
        model, loss, (inputs, targets) = nn.Linear(6, 3), nn.CrossEntropyLoss(), few()
        self.refuses("targets hold 39 samples, but what comes before them holds 40", (model, loss, (inputs, targets[:39])))
        bad = inputs.clone()
        bad[17, 2] = float("nan")
        self.refuses("inputs hold numbers that are not finite, first in sample 17", (model, loss, (bad, targets)))
        self.refuses("hold no samples", (model, loss, (inputs[:0], targets[:0])))
        self.refuses("hold no samples", (model, loss, iter([])))
        self.refuses("wanted are \\(inputs, targets\\)", (model, loss, inputs))
        self.refuses("a batch of the data is a Tensor", (model, loss, iter([inputs])))
        self.refuses("hold a str where a tensor is wanted", (model, loss, (inputs, "labels")))

    def test_what_the_function_returns(self):
        model, loss, data = nn.Linear(6, 3), nn.CrossEntropyLoss(), few()
        self.refuses("returned a NoneType; it should return \\(model, loss, data\\)", None)
        self.refuses("has no 'data'", {"model": model, "loss": loss})
        self.refuses("unknown key 'optimizer'", {"model": model, "loss": loss, "data": data, "optimizer": 1})
        self.refuses("the model is a function", (lambda inputs: inputs, loss, data))
        self.refuses("the loss is a str", (model, "cross-entropy", data))

    def test_batch_normalisation_cannot_be_done_in_parts(self):
        model = nn.Sequential(nn.Linear(6, 4), nn.BatchNorm1d(4), nn.Linear(4, 3))
        parts = {"model": model, "loss": nn.CrossEntropyLoss(), "data": few(), "chunk": 10}
        self.refuses("'1' normalises by its batch", parts)
        model.eval()
        self.assertEqual(MeasuredModel(parts).chunk, 10)

    def test_predictions(self):
        parts = {"model": nn.Linear(6, 3), "loss": nn.CrossEntropyLoss(), "data": few(), "predict": lambda outputs: outputs}
        with self.assertRaisesRegex(BridgeError, "predict returned float32 \\[40, 3\\]; it should return 40 integers"):
            measured = MeasuredModel(parts)
            measured.predict(measured.start(), None, torch.zeros(40, dtype=torch.int32))

    def test_without_a_second_derivative_it_says_so(self):
        measured = MeasuredModel(problems.once_differentiable())
        self.assertFalse(measured.twice_differentiable)
        self.assertTrue(any("no second derivative" in note for note in measured.notes))


if __name__ == "__main__":
    unittest.main()
