import tensorflow as tf
model = build()
optimizer = tf.keras.optimizers.Adam()
loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        pred = model(x, training=True)
        loss = loss_object(y, pred) + sum(model.losses)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
best, wait = 1e9, 0
for epoch in range(10):
    for x, y in train_ds:
        train_step(x, y)
    val = sum(loss_object(y, model(x, training=False)) for x, y in val_ds)
    if val < best:
        best, wait = val, 0
    else:
        wait += 1
        if wait > 3:
            break
