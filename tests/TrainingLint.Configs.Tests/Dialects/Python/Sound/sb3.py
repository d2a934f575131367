
from stable_baselines3 import DQN
model = DQN('MlpPolicy', 'CartPole-v1', learning_starts=1000, exploration_fraction=0.1)
model.learn(100_000)
