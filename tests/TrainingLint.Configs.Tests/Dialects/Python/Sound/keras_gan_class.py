from keras.models import Model, Sequential
from keras.layers import Dense, Input, Flatten
from keras.optimizers import Adam
import numpy as np

class GAN():
    def __init__(self):
        optimizer = Adam(0.0002, 0.5)
        self.discriminator = self.build_discriminator()
        self.discriminator.compile(loss='binary_crossentropy', optimizer=optimizer, metrics=['accuracy'])
        self.generator = self.build_generator()
        z = Input(shape=(100,))
        img = self.generator(z)
        self.discriminator.trainable = False
        validity = self.discriminator(img)
        self.combined = Model(z, validity)
        self.combined.compile(loss='binary_crossentropy', optimizer=optimizer)

    def train(self, epochs, batch_size=128):
        valid = np.ones((batch_size, 1))
        fake = np.zeros((batch_size, 1))
        for epoch in range(epochs):
            noise = np.random.normal(0, 1, (batch_size, 100))
            gen = self.generator.predict(noise)
            d_loss_real = self.discriminator.train_on_batch(self.imgs(), valid)
            d_loss_fake = self.discriminator.train_on_batch(gen, fake)
            g_loss = self.combined.train_on_batch(noise, valid)
