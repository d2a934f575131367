import tensorflow as tf
from tensorflow import keras

class VAE(keras.Model):
    def __init__(self, encoder, decoder, **kw):
        super().__init__(**kw)
        self.encoder, self.decoder = encoder, decoder
        self.total = keras.metrics.Mean(name="loss")

    @property
    def metrics(self):
        return [self.total]

    def train_step(self, data):
        with tf.GradientTape() as tape:
            m, lv, z = self.encoder(data)
            r = self.decoder(z)
            rec = tf.reduce_mean(tf.reduce_sum(keras.losses.binary_crossentropy(data, r), axis=(1, 2)))
            kl = -0.5 * (1 + lv - tf.square(m) - tf.exp(lv))
            total = rec + tf.reduce_mean(tf.reduce_sum(kl, axis=1))
        grads = tape.gradient(total, self.trainable_weights)
        self.optimizer.apply_gradients(zip(grads, self.trainable_weights))
        self.total.update_state(total)
        return {"loss": self.total.result()}

vae = VAE(enc, dec)
vae.compile(optimizer=keras.optimizers.Adam())
cbs = [keras.callbacks.EarlyStopping(monitor="loss", patience=5), keras.callbacks.ReduceLROnPlateau(monitor="loss"),
       keras.callbacks.ModelCheckpoint("vae.h5", monitor="loss", save_best_only=True)]
vae.fit(mnist_digits, epochs=30, batch_size=128, callbacks=cbs)
