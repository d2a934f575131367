from stable_baselines3 import DQN, SAC, PPO
from stable_baselines3.common.callbacks import EvalCallback
model = DQN("MlpPolicy", "CartPole-v1", learning_rate=2.3e-3, batch_size=64, buffer_size=100000, learning_starts=1000, gamma=0.99, target_update_interval=10, train_freq=256, gradient_steps=128, exploration_fraction=0.16, exploration_final_eps=0.04)
model.learn(total_timesteps=50_000, callback=EvalCallback(env))
sac = SAC("MlpPolicy", "Pendulum-v1", learning_starts=100)
sac.learn(5000)
ppo = PPO("MlpPolicy", env, n_steps=32, batch_size=256, n_epochs=20, gae_lambda=0.8, gamma=0.98, ent_coef=0.0)
ppo.learn(1e5)
