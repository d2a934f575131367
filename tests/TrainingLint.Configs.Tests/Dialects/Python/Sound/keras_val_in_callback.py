
from tensorflow import keras
class Validate(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs):
        logs['val_loss'] = self.model.evaluate(vx, vy)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss='mse')
model.fit(x, y, callbacks=[Validate(), keras.callbacks.EarlyStopping(monitor='val_loss', mode='min')])
