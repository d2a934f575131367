using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Relations;

/// <summary>Arguments of libraries that do not go together, each beside a sound relative.</summary>
public class CallRelationsTests
{
    private const string Light = "import lightgbm as lgb\n";
    private const string Extreme = "import xgboost as xgb\n";
    private const string Cat = "from catboost import CatBoostClassifier\n";
    private const string Agent = "from stable_baselines3 import PPO, A2C, DQN, SAC, TD3\n";
    private const string Learn = "from sklearn.linear_model import LogisticRegression, SGDClassifier\nfrom sklearn.model_selection import KFold, train_test_split\n"
        + "from sklearn.neural_network import MLPClassifier\nfrom sklearn.ensemble import RandomForestRegressor\n";

    private static int Count(string text) => ReadText.As(text, "train.py").Observations
        .Count(one => one is WrongTypeObservation or WithoutEffectObservation);

    [Theory]
    [InlineData("m = lgb.train({'objective': 'multiclass', 'num_leaves': 31}, data)\n", 1)]
    [InlineData("params = {'objective': 'multiclass', 'num_leaves': 31}\nm = lgb.cv(params=params, train_set=data)\n", 1)]
    [InlineData("m = lgb.LGBMClassifier(objective='binary', num_class=3)\n", 1)]
    [InlineData("m = lgb.train(dict(objective='binary', metric=['auc', 'multi_logloss']), data)\n", 1)]
    [InlineData("m = lgb.train({'objective': 'multiclass', 'num_class': 3}, data)\n", 0)]
    [InlineData("m = lgb.train({'objective': 'multiclass', **more}, data)\n", 0)]
    [InlineData("m = lgb.train({'objective': name, 'metric': 'multi_logloss'}, data)\n", 0)]
    [InlineData("m = lgb.train(params, data, callbacks=[lgb.early_stopping(5)])\n", 0)]
    [InlineData("m = lgb.train({'objective': 'binary', 'metric': 'auc'}, data)\n", 0)]
    public void ClassesOfLightGbm(string program, int found) => Assert.Equal(found, Count(Light + program));

    [Theory]
    [InlineData("m = lgb.train({'is_unbalance': True, 'scale_pos_weight': 5}, data)\n", 1)]
    [InlineData("m = lgb.LGBMClassifier(boosting_type='goss', subsample=0.8, subsample_freq=1)\n", 1)]
    [InlineData("m = lgb.train({'boosting': 'rf'}, data)\n", 1)]
    [InlineData("m = lgb.train({'learning_rate': 0.1, 'eta': 0.2}, data)\n", 1)]
    [InlineData("m = lgb.train({'is_unbalance': True, 'scale_pos_weight': 1}, data)\n", 0)]
    [InlineData("m = lgb.LGBMClassifier(boosting_type='goss', subsample=1.0, subsample_freq=1)\n", 0)]
    [InlineData("m = lgb.train({'boosting': 'rf', 'bagging_freq': 1, 'bagging_fraction': 0.7}, data)\n", 0)]
    [InlineData("m = lgb.train({'boosting': 'rf', 'feature_fraction': 0.7}, data)\n", 0)]
    public void ContradictionsOfLightGbm(string program, int found) => Assert.Equal(found, Count(Light + program));

    [Theory]
    [InlineData("m = lgb.train({'early_stopping_round': 50}, d, num_boost_round=1000)\n", 1)]
    [InlineData("m = lgb.train({'early_stopping_rounds': 50}, d, 1000, valid_sets=[d])\n", 1)]
    [InlineData("m = lgb.LGBMClassifier(boosting_type='dart')\nm.fit(X, y, eval_set=[(V, w)], callbacks=[lgb.early_stopping(9)])\n", 1)]
    [InlineData("m = lgb.LGBMClassifier(n_estimators=900)\nm.fit(X, y, callbacks=[lgb.early_stopping(9)])\n", 1)]
    [InlineData("m = lgb.train({'early_stopping_round': 50}, d, 1000, valid_sets=[v])\n", 0)]
    [InlineData("m = lgb.train({'early_stopping_round': 50}, d, 1000, [d, v])\n", 0)]
    [InlineData("m = lgb.LGBMClassifier(n_estimators=900)\nm.fit(X, y, eval_set=[(V, w)], callbacks=[lgb.early_stopping(9)])\n", 0)]
    [InlineData("m = lgb.LGBMClassifier(n_estimators=900)\nm.fit(X, y, **fit)\n", 0)]
    public void StoppingOfLightGbm(string program, int found) => Assert.Equal(found, Count(Light + program));

    [Theory]
    [InlineData("b = xgb.train({'eta': 0.1, 'n_estimators': 900}, d)\n", 1)]
    [InlineData("d = xgb.DMatrix(X, y)\nv = xgb.DMatrix(V, w)\nb = xgb.train({'eta': 0.1}, d, 900, evals=[(v, 'v'), (d, 't')], early_stopping_rounds=9)\n", 1)]
    [InlineData("c = xgb.XGBClassifier(early_stopping_rounds=9)\nc.fit(X, y)\n", 1)]
    [InlineData("c = xgb.XGBRegressor(early_stopping_rounds=9)\nc.fit(X, y, eval_set=[(V, w), (X, y)])\n", 1)]
    [InlineData("c = xgb.XGBRegressor()\nc.fit(X_train, y_train, early_stopping_rounds=9, eval_set=[(X_train, y_train)])\n", 1)]
    [InlineData("b = xgb.train({'objective': 'multi:softprob'}, d)\n", 1)]
    [InlineData("b = xgb.train({'booster': 'gblinear', 'max_depth': 6}, d)\n", 1)]
    [InlineData("c = xgb.XGBClassifier(n_estimators=900)\nc.fit(X, y)\n", 0)]
    [InlineData("d = xgb.DMatrix(X, y)\nv = xgb.DMatrix(V, w)\nb = xgb.train({'eta': 0.1}, d, 900, evals=[(d, 't'), (v, 'v')], early_stopping_rounds=9)\n", 0)]
    [InlineData("b = xgb.train({'eta': 0.1}, d, 900, evals=[(d, 't')])\n", 0)]
    [InlineData("c = xgb.XGBRegressor(early_stopping_rounds=9)\nc.fit(X, y, eval_set=[(X, y), (V, w)])\n", 0)]
    [InlineData("c = xgb.XGBClassifier(early_stopping_rounds=9)\nc.fit(X, y, eval_set=[(V, w)])\nc = xgb.XGBClassifier()\nc.fit(X, y)\n", 0)]
    [InlineData("c = xgb.XGBClassifier(objective='multi:softprob')\nc.fit(X, y)\n", 0)]
    public void XGBoost(string program, int found) => Assert.Equal(found, Count(Extreme + program));

    [Theory]
    [InlineData("CatBoostClassifier(bootstrap_type='Bayesian', subsample=0.8)\n", 1)]
    [InlineData("CatBoostClassifier({'iterations': 9, 'n_estimators': 9})\n", 1)]
    [InlineData("CatBoostClassifier(max_leaves=31)\n", 1)]
    [InlineData("m = CatBoostClassifier(use_best_model=True)\nm.fit(X, y)\n", 1)]
    [InlineData("m = CatBoostClassifier(early_stopping_rounds=9)\nm.fit(X, y)\n", 1)]
    [InlineData("CatBoostClassifier(bootstrap_type='Bernoulli', subsample=0.8)\n", 0)]
    [InlineData("CatBoostClassifier(max_leaves=31, grow_policy='Lossguide')\n", 0)]
    [InlineData("m = CatBoostClassifier(use_best_model=True)\nm.fit(X, y, eval_set=pool)\n", 0)]
    [InlineData("CatBoostClassifier(iterations=9, learning_rate=0.1, depth=6)\n", 0)]
    public void CatBoost(string program, int found) => Assert.Equal(found, Count(Cat + program));

    [Theory]
    [InlineData("m = PPO('MlpPolicy', env, buffer_size=1000)\n", 1)]
    [InlineData("m = PPO('MlpPolicy', env, ent_coef='auto')\n", 1)]
    [InlineData("m = A2C(policy='MlpPolicy', env=env, batch_size=64)\n", 1)]
    [InlineData("m = DQN('MlpPolicy', env, n_steps=2048)\n", 1)]
    [InlineData("m = DQN('MlpPolicy', env, tau=0.005)\n", 1)]
    [InlineData("m = SAC('MlpPolicy', env, train_freq=(1, 'episodes'))\n", 1)]
    [InlineData("m = TD3('MlpPolicy', env, tau=1.0)\n", 1)]
    [InlineData("m = PPO('MlpPolicy', env, n_steps=1024, batch_size=64, ent_coef=0.01)\n", 0)]
    [InlineData("m = SAC('MlpPolicy', env, train_freq=(1, 'episode'), gradient_steps=-1, ent_coef='auto')\n", 0)]
    [InlineData("m = DQN('MlpPolicy', env, tau=0.005, target_update_interval=1)\n", 0)]
    [InlineData("m = DQN('MlpPolicy', env, target_update_interval=10000)\n", 0)]
    [InlineData("m = PPO('MlpPolicy', env, **kwargs)\n", 0)]
    public void ConstructorsOfAgents(string program, int found) => Assert.Equal(found, Count(Agent + program));

    [Theory]
    [InlineData("LogisticRegression(penalty='l1')\n", 1)]
    [InlineData("LogisticRegression(penalty='elasticnet', solver='lbfgs', l1_ratio=0.5)\n", 1)]
    [InlineData("SGDClassifier(loss='log')\n", 1)]
    [InlineData("MLPClassifier(solver='adam', learning_rate='adaptive')\n", 1)]
    [InlineData("MLPClassifier(momentum=0.9)\n", 1)]
    [InlineData("KFold(5, random_state=1)\n", 1)]
    [InlineData("train_test_split(X, y, shuffle=False, stratify=y)\n", 1)]
    [InlineData("RandomForestRegressor(criterion='mse')\n", 1)]
    [InlineData("LogisticRegression(penalty='l1', solver='saga')\n", 0)]
    [InlineData("LogisticRegression(penalty='l2', C=0.1)\n", 0)]
    [InlineData("MLPClassifier(solver='sgd', learning_rate='adaptive', momentum=0.9)\n", 0)]
    [InlineData("KFold(5, shuffle=True, random_state=1)\n", 0)]
    [InlineData("KFold(5, shuffle=shuffled, random_state=1)\n", 0)]
    [InlineData("train_test_split(X, y, test_size=0.2, stratify=y)\n", 0)]
    [InlineData("LogisticRegression(penalty=name)\n", 0)]
    public void ScikitLearn(string program, int found) => Assert.Equal(found, Count(Learn + program));

    [Theory]
    [InlineData("import optuna\ndef f(trial):\n    return g(trial.suggest_float('wd', 0, 1e-2, log=True))\n", 1)]
    [InlineData("import optuna\ndef f(t):\n    return g(t.suggest_float('x', 1e-4, 1e-2, step=1e-4, log=True))\n", 1)]
    [InlineData("import optuna\ndef f(t):\n    return g(t.suggest_int('n', 9, 3))\n", 1)]
    [InlineData("from hyperopt import hp\nspace = {'wd': hp.loguniform('wd', 1e-5, 1e-1)}\n", 1)]
    [InlineData("from ray import tune\nspace = {'wd': tune.loguniform(0, 1e-1)}\n", 1)]
    [InlineData("from ray.tune.schedulers import ASHAScheduler\ns = ASHAScheduler(max_t=10, grace_period=20)\n", 1)]
    [InlineData("from ray.tune.schedulers import ASHAScheduler\ns = ASHAScheduler(metric='val_loss', mode='max', max_t=99)\n", 1)]
    [InlineData("import keras_tuner as kt\no = kt.Objective('val_accuracy', direction='min')\n", 1)]
    [InlineData("import optuna\ndef f(trial):\n    return g(trial.suggest_float('wd', 1e-6, 1e-2, log=True))\n", 0)]
    [InlineData("import optuna\ndef f(trial):\n    return g(trial.suggest_float('p', 0, 0.5))\n", 0)]
    [InlineData("from hyperopt import hp\nspace = {'wd': hp.loguniform('wd', np.log(1e-5), np.log(1e-1))}\n", 0)]
    [InlineData("from hyperopt import hp\nspace = {'wd': hp.loguniform('wd', -10, 0)}\n", 0)]
    [InlineData("from ray.tune.schedulers import ASHAScheduler\ns = ASHAScheduler(metric='val_loss', mode='min', max_t=99)\n", 0)]
    [InlineData("import keras_tuner as kt\no = kt.Objective('val_accuracy', direction='max')\n", 0)]
    public void Searches(string program, int found) => Assert.Equal(found, Count(program));

    [Theory]
    [InlineData("import fasttext\nm = fasttext.train_supervised('a.txt', lr=0.5, pretrainedVectors='wiki.300.vec')\n", 1)]
    [InlineData("import fasttext\nm = fasttext.train_unsupervised('a.txt', model='skipgram', lr=0.5)\n", 1)]
    [InlineData("from gensim.models import Word2Vec\nm = Word2Vec(sentences, size=300)\n", 1)]
    [InlineData("import flwr as fl\ns = fl.server.strategy.FedAvg(min_fit_clients=8, min_available_clients=4)\n", 1)]
    [InlineData("import deepxde as dde\nm = dde.Model(d, n)\nm.compile('L-BFGS', lr=1e-3)\n", 1)]
    [InlineData("import argparse\np = argparse.ArgumentParser()\np.add_argument('--lr', type=list, default=[1])\nloss.backward()\n", 1)]
    [InlineData("import argparse, torch.optim as optim\np = argparse.ArgumentParser()\np.add_argument('--amp', action='store_true', default=True)\no = optim.Adam(m.parameters(), lr=1e-3)\nloss.backward()\n", 1)]
    [InlineData("import fasttext\nm = fasttext.train_supervised('a.txt', lr=0.5, dim=300, pretrainedVectors='wiki.300.vec')\n", 0)]
    [InlineData("from gensim.models import Word2Vec\nm = Word2Vec(sentences, vector_size=300)\n", 0)]
    [InlineData("import flwr as fl\ns = fl.server.strategy.FedAvg(min_fit_clients=2, min_available_clients=4)\n", 0)]
    [InlineData("import deepxde as dde\nm = dde.Model(d, n)\nm.compile('adam', lr=1e-3)\n", 0)]
    [InlineData("import argparse, torch.optim as optim\np = argparse.ArgumentParser()\np.add_argument('--amp', action='store_true')\no = optim.Adam(m.parameters(), lr=1e-3)\nloss.backward()\n", 0)]
    public void OtherLibraries(string program, int found) => Assert.Equal(found, Count(program));

    private const string Best = "from transformers import TrainingArguments\na = TrainingArguments('out', learning_rate=1e-5, eval_strategy='steps', "
        + "load_best_model_at_end=True, ";

    [Theory]
    [InlineData("metric_for_best_model='wer')\n", 1)]
    [InlineData("metric_for_best_model='eval_rmse')\n", 1)]
    [InlineData("metric_for_best_model='eval_loss', greater_is_better=True)\n", 1)]
    [InlineData("metric_for_best_model='f1', greater_is_better=False)\n", 1)]
    [InlineData("metric_for_best_model='wer', greater_is_better=False)\n", 0)]
    [InlineData("metric_for_best_model='eval_loss')\n", 0)]
    [InlineData("metric_for_best_model='accuracy')\n", 0)]
    [InlineData("metric_for_best_model=metric)\n", 0)]
    public void BestModels(string rest, int found) => Assert.Equal(found, Count(Best + rest));
}
