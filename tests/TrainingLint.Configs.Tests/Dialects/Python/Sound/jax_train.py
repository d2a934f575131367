import jax
import jax.numpy as jnp
import optax
from flax import linen as nn
from flax.training import train_state
class MLP(nn.Module):
    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(128)(x)
        x = nn.Dropout(0.1, deterministic=not train)(x)
        return nn.Dense(10)(x)
@jax.jit
def train_step(state, batch, rng):
    def loss_fn(params):
        logits = state.apply_fn({"params": params}, batch["x"], train=True, rngs={"dropout": rng})
        return optax.softmax_cross_entropy_with_integer_labels(logits, batch["y"]).mean()
    loss, grads = jax.value_and_grad(loss_fn)(state.params)
    return state.apply_gradients(grads=grads), loss
tx = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(1e-3))
state = train_state.TrainState.create(apply_fn=model.apply, params=params, tx=tx)
for epoch in range(10):
    for batch in loader:
        rng, sub = jax.random.split(rng)
        state, loss = train_step(state, batch, sub)
