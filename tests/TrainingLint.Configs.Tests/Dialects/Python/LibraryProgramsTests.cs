using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Programs of agents, words, searches and graphs: each mistake, and what looks like it.</summary>
public class LibraryProgramsTests
{
    private const string Agents = "from stable_baselines3 import PPO, SAC\nfrom stable_baselines3.common.evaluation import evaluate_policy\n"
        + "from stable_baselines3.common.vec_env import VecNormalize, DummyVecEnv\n";

    private static int Count(string text) => ReadText.As(text, "train.py").Observations
        .Count(one => one is WrongTypeObservation or WithoutEffectObservation);

    [Theory]
    [InlineData("model = PPO('MlpPolicy', env)\nmodel.load('x')\nmodel.learn(1000000)\n", 1)]
    [InlineData("def main():\n    agent = SAC('MlpPolicy', env)\n    agent.load('x.zip')\n    agent.learn(1000000)\n", 1)]
    [InlineData("model = PPO.load('x')\nmodel.learn(1000000)\n", 1)]
    [InlineData("model = PPO('MlpPolicy', env)\nmodel = PPO.load('x', env=env)\nmodel.learn(1000000)\n", 0)]
    [InlineData("model = PPO('MlpPolicy', env)\nmodel.set_parameters('x')\nmodel.learn(1000000)\n", 0)]
    [InlineData("model = PPO.load('x', env)\nmodel.learn(1000000)\n", 0)]
    [InlineData("model = PPO.load('x')\nmodel.set_env(env)\nmodel.learn(1000000)\n", 0)]
    [InlineData("model = PPO.load('x')\naction = model.predict(obs)\n", 0)]
    public void LoadedAgents(string program, int found) => Assert.Equal(found, Count(Agents + program));

    [Theory]
    [InlineData("test = DummyVecEnv([make])\n", 1)]
    [InlineData("test = VecNormalize(DummyVecEnv([make]), training=False)\n", 0)]
    [InlineData("test = wrap(env)\n", 0)]
    public void NormalizedAgents(string made, int found) => Assert.Equal(found, Count(Agents
        + "env = VecNormalize(DummyVecEnv([make]))\nmodel = SAC('MlpPolicy', env)\nmodel.learn(1000000)\n" + made
        + "print(evaluate_policy(model, test, 10))\n"));

    [Theory]
    [InlineData("nlp = spacy.load('en_core_web_sm')\nopt = nlp.begin_training()\nfor t in data:\n    nlp.update(t, sgd=opt)\n", 1)]
    [InlineData("def f():\n    nlp = spacy.load('x')\n    nlp.initialize()\n    nlp.update(t)\n", 0)]
    [InlineData("nlp = spacy.load('en_core_web_sm')\nopt = nlp.resume_training()\nfor t in data:\n    nlp.update(t, sgd=opt)\n", 0)]
    [InlineData("nlp = spacy.blank('en')\nopt = nlp.begin_training()\nfor t in data:\n    nlp.update(t, sgd=opt)\n", 0)]
    public void LoadedPipelines(string program, int found) => Assert.Equal(found, Count("import spacy\n" + program));

    [Theory]
    [InlineData("for e in range(99):\n    m.train(d, total_examples=n, epochs=1)\n    m.alpha -= 0.0002\n", 1)]
    [InlineData("for e in range(99):\n    m.train(d, total_examples=n, epochs=1)\n    m.alpha = m.alpha - 0.0002\n", 1)]
    [InlineData("m.train(d, total_examples=n, epochs=99)\n", 0)]
    [InlineData("m.alpha = 0.05\nm.train(d, total_examples=n, epochs=99)\n", 0)]
    public void RatesLoweredByHand(string program, int found) =>
        Assert.Equal(found, Count("from gensim.models import Doc2Vec\nm = Doc2Vec(vector_size=50)\n" + program));

    [Theory]
    [InlineData("    return accuracy\n", "", 1)]
    [InlineData("    return val_acc.item()\n", "", 1)]
    [InlineData("    return f1_score(y, p)\n", "direction='minimize'", 1)]
    [InlineData("    return val_loss\n", "direction='maximize'", 1)]
    [InlineData("    return accuracy\n", "direction='maximize'", 0)]
    [InlineData("    return val_loss\n", "", 0)]
    [InlineData("    return 1 - accuracy\n", "", 0)]
    [InlineData("    return -accuracy\n", "", 0)]
    [InlineData("    return score\n", "", 0)]
    [InlineData("    return accuracy, loss\n", "directions=['maximize', 'minimize']", 0)]
    public void DirectionsOfSearches(string returned, string arguments, int found) => Assert.Equal(found, Count(
        "import optuna\ndef objective(trial):\n    x = trial.suggest_float('lr', 1e-5, 1e-1, log=True)\n" + returned
        + "study = optuna.create_study(" + arguments + ")\nstudy.optimize(objective, n_trials=9)\n"));

    [Theory]
    [InlineData("F.cross_entropy(out, data.y)", 1)]
    [InlineData("criterion(out, data.y)", 1)]
    [InlineData("F.cross_entropy(out[data.train_mask], data.y[data.train_mask])", 0)]
    [InlineData("F.cross_entropy(out, data.y.view(-1))", 0)]
    public void LossesOverNodes(string loss, int found) => Assert.Equal(found, Count(
        "import torch.nn.functional as F\nfrom torch_geometric.datasets import Planetoid\nopt = torch.optim.Adam(model.parameters(), lr=0.01)\n"
        + "for e in range(99):\n    opt.zero_grad()\n    out = model(data.x, data.edge_index)\n    loss = " + loss
        + "\n    loss.backward()\n    opt.step()\nprint(accuracy(out[data.test_mask]))\n"));
}
